//! An archive with nothing in it: how to begin.

use api::{EmptyArchive, LeftOutView};
use leptos::prelude::*;
use timeseries::text::counted;

/// The shortest config that collects something.
const EXAMPLE: &str = r#"apiProxies: [api-proxy-1, api-proxy-2]
prometheus:
  url: http://localhost:9090
  metrics:
    - name: request_count
      query: sum(increase(apigee_request_count{apiproxy="%s"}[1d])) by (apiproxy, environment)
storage:
  outputDir: data
"#;

/// An example that can be copied, and the command that fills the archive.
#[component]
pub(crate) fn EmptyArchiveNotice(empty: EmptyArchive) -> impl IntoView {
    let next = match empty.has_collector {
        true => "This server collects by itself: the first day will be here in a moment. Look again soon.",
        false => "Say in the config what to collect, and from which Prometheus:",
    };
    let how = (!empty.has_collector).then(|| {
        view! {
            <pre class="snippet"><code>{EXAMPLE}</code></pre>
            <p>"Then collect once, or also days that have passed; a server with this config collects every day:"</p>
            <pre class="snippet"><code>"promcast collect --config config.yml --once\npromcast collect --config config.yml --from 2026-11-01 --to 2026-11-20"</code></pre>
        }
    });
    view! {
        <section class="welcome" id="result" tabindex="-1">
            <p class="answer">"The archive is empty."</p>
            <p>"It keeps what Prometheus forgets: a file a day and API proxy, for years."</p>
            <p>{next}</p>
            {how}
            <LeftOut files=empty.left_out />
        </section>
    }
}

/// Files that are not read, by name, with the reason.
#[component]
pub(super) fn LeftOut(files: Vec<LeftOutView>) -> impl IntoView {
    (!files.is_empty()).then(|| {
        let count = files.len();
        let verb = if count == 1 { "is" } else { "are" };
        let words = format!("{} {verb} left out", counted(count as u64, "file"));
        let file = |file: LeftOutView| view! { <li><code>{file.path}</code>": "{file.reason}</li> };
        view! {
            <details class="notice archive-left-out" id="left-out">
                <summary>{words}</summary>
                <ul>{files.into_iter().map(file).collect_view()}</ul>
            </details>
        }
    })
}

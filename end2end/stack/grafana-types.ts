// A dashboard as Grafana's published types have it, with panels whose options are known by their type.
import type * as schema from '@grafana/schema';
import type * as bargauge from '@grafana/schema/dist/esm/raw/composable/bargauge/panelcfg/x/BarGaugePanelCfg_types.gen';
import type * as stat from '@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen';
import type * as table from '@grafana/schema/dist/esm/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen';
import type * as timeseries from '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';

/** What JSON can say of a type: the texts of its enumerations. */
type Json<T> = T extends string
  ? `${T}`
  : T extends number | boolean | null | undefined
    ? T
    : T extends (infer Item)[]
      ? Json<Item>[]
      : T extends object
        ? { [Key in keyof T]: Json<T[Key]> }
        : T;

/** A question to Prometheus. */
interface Query {
  refId: string;
  datasource: { type: 'prometheus'; uid: string };
  expr: string;
  legendFormat?: string;
  format?: 'table' | 'time_series';
  instant?: boolean;
  range?: boolean;
}

type Defaults<Custom> = Omit<schema.FieldConfig, 'custom'> & { custom?: Custom };

/** What every panel here must have, though Grafana can do without. */
type PanelOf<Type extends string, Options, Custom> = Omit<
  schema.Panel,
  'type' | 'options' | 'targets' | 'fieldConfig'
> & {
  id: number;
  type: Type;
  title: string;
  description: string;
  gridPos: schema.GridPos;
  options: Options;
  targets: Query[];
  fieldConfig: Omit<schema.FieldConfigSource, 'defaults'> & { defaults: Defaults<Custom> };
};

type Panel =
  | PanelOf<'timeseries', timeseries.Options, timeseries.FieldConfig>
  | PanelOf<'stat', stat.Options, Record<string, never>>
  | PanelOf<'bargauge', bargauge.Options, Record<string, never>>
  | PanelOf<'table', table.Options, Partial<table.FieldConfig>>;

/** A dashboard of `deploy/grafana/dashboards`. */
export type Dashboard = Json<
  Omit<schema.Dashboard, 'panels' | 'uid' | 'title'> & { uid: string; title: string; panels: Panel[] }
>;

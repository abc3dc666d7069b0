-- Plain statements that read or write what they should not, one a line. {secret} is a file outside of the archive, {root} the archive's folder, {victim} a file in it.
COPY (SELECT 1) TO '{root}/x.csv'
COPY (SELECT 1) TO '{victim}'
COPY (SELECT 1) TO '{victim}' (FORMAT parquet)
COPY (SELECT 1) TO '{secret}'
COPY (SELECT 1 AS a, 2 AS b) TO '{root}' (FORMAT parquet, PARTITION_BY (a), OVERWRITE true)
COPY (SELECT 1) TO '/dev/shm/x.csv'
COPY (SELECT 1) TO '/tmp/x.csv'
CREATE TABLE t AS SELECT 1; COPY t FROM '{secret}'
EXPORT DATABASE '{root}/x'
IMPORT DATABASE '{root}/x'
ATTACH '{root}/x.db' AS x
ATTACH '{root}/x.db' AS x; CREATE TABLE x.t AS SELECT 1
ATTACH '{secret}' AS x (READ_ONLY)
ATTACH 'http://127.0.0.1:9/x.db' AS x
ATTACH 'dbname=x host=127.0.0.1' AS x (TYPE postgres)
ATTACH ':memory:' AS m; COPY FROM DATABASE memory TO m
DETACH memory
USE memory; SELECT 1
INSTALL httpfs
INSTALL shellfs FROM community
INSTALL '{secret}'
FORCE INSTALL httpfs
LOAD httpfs
LOAD '{root}/x.duckdb_extension'
LOAD '{secret}'
UPDATE EXTENSIONS
SELECT * FROM read_csv('{secret}')
SELECT * FROM read_csv('{secret}', header = false, columns = {'a': 'VARCHAR'})
SELECT * FROM read_csv_auto('{secret}')
SELECT content FROM read_text('{secret}')
SELECT content FROM read_blob('{secret}')
SELECT * FROM read_json('{secret}')
SELECT * FROM read_json_objects('{secret}')
SELECT * FROM read_ndjson('{secret}')
SELECT * FROM read_parquet('{secret}')
SELECT * FROM parquet_metadata('{secret}')
SELECT * FROM parquet_schema('{secret}')
SELECT * FROM parquet_file_metadata('{secret}')
SELECT * FROM parquet_kv_metadata('{secret}')
SELECT * FROM sniff_csv('{secret}')
SELECT * FROM glob('/etc/*')
SELECT * FROM glob('{root}/../*')
SELECT * FROM '{secret}'
FROM '{secret}'
FROM '/etc/passwd'
FROM '/proc/self/environ'
FROM read_text('/etc/passwd')
FROM read_text('/etc/shadow')
FROM read_text('/proc/self/environ')
FROM read_text('/proc/self/cmdline')
FROM read_text('/proc/1/environ')
FROM read_text('{root}/../secret.txt')
FROM read_text('{root}/../../../../../../etc/passwd')
FROM read_text('data/../secret.txt')
FROM read_text('data/./../secret.txt')
FROM read_text('data//..//secret.txt')
FROM read_text('{root}-sibling/secret.txt')
FROM read_text('data-sibling/secret.txt')
FROM read_text('{root}/link.txt')
FROM read_text('data/link.txt')
FROM read_text('data/linked/secret.txt')
FROM read_csv('data/link.txt', header = false)
FROM read_text('file://{secret}')
FROM read_text('file:{secret}')
FROM read_text('http://127.0.0.1:9/x')
FROM read_text('https://127.0.0.1:9/x')
FROM read_parquet('s3://bucket/x.parquet')
FROM read_parquet('gcs://bucket/x.parquet')
FROM read_parquet('hf://datasets/x/y.parquet')
FROM read_csv('azure://x/y.csv')
FROM read_text(['data/2023-04-01/a.parquet', '{secret}'])
FROM read_text('data/{{secret}}')
SELECT getenv('HOME')
SELECT getenv('PATH'), getenv('CANARY')
SELECT current_setting('secret_directory'), current_setting('home_directory')
SET enable_external_access = true
SET allowed_directories = ['/']
SET allowed_paths = ['{secret}']
SET lock_configuration = false
SET GLOBAL lock_configuration = false
SET temp_directory = '{root}'
SET memory_limit = '100GB'
SET threads = 512
SET home_directory = '/'
SET extension_directory = '{root}'
SET log_query_path = '{root}/x.log'
SET profiling_output = '{root}/x.json'
SET enable_logging = true
SET custom_extension_repository = 'http://127.0.0.1:9'
SET allow_unsigned_extensions = true
SET file_search_path = '/etc'
RESET enable_external_access
RESET allowed_directories
RESET ALL
PRAGMA enable_profiling = 'json'
PRAGMA profiling_output = '{root}/x.json'
PRAGMA database_list
PRAGMA enable_checkpoint_on_shutdown
CALL enable_logging(storage = 'file', storage_path = '{root}/x')
CALL pragma_version()
CHECKPOINT
FORCE CHECKPOINT
VACUUM
CREATE SECRET s (TYPE s3, KEY_ID 'a', SECRET 'b')
CREATE PERSISTENT SECRET s IN local_file (TYPE s3, KEY_ID 'a', SECRET 'b')
FROM duckdb_secrets()
FROM which_secret('s3://x', 's3')
CREATE MACRO m(x) AS TABLE SELECT * FROM read_text(x); FROM m('{secret}')
CREATE VIEW v AS FROM read_text('{secret}'); FROM v
CREATE TABLE t AS FROM read_text('{secret}'); FROM t
PREPARE p AS FROM read_text('{secret}'); EXECUTE p
SELECT * FROM sqlite_scan('{secret}', 't')
SELECT * FROM sqlite_attach('{secret}')
SELECT * FROM postgres_scan('host=127.0.0.1', 'public', 't')
SELECT * FROM st_read('{secret}')
SELECT * FROM read_xlsx('{secret}')
SELECT * FROM iceberg_scan('{root}')
SELECT * FROM delta_scan('{root}')
SELECT * FROM read_arrow('{secret}')
SELECT 1; COPY (SELECT 1) TO '{root}/x.csv'
COPY (SELECT 1) TO '{root}/x.csv'; SELECT 1
SELECT 1 /* ; */; COPY (SELECT 1) TO '{root}/x.csv' -- ;
SELECT $$;$$; COPY (SELECT 1) TO '{root}/x.csv'
SELECT 'a\'; COPY (SELECT 1) TO '{root}/x.csv'; --'
SELECT 1;;;; ATTACH '{root}/x.db'
BEGIN; COPY (SELECT 1) TO '{root}/x.csv'; COMMIT
SET VARIABLE x = (SELECT content FROM read_text('{secret}')); SELECT getvariable('x')

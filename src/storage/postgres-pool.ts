import pg from "pg";

const CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 5_000;
/** How long a statement waits for a row that another unit holds. */
const LOCK_TIMEOUT_MS = 5_000;
/** A server that says nothing for so long is gone. */
const QUERY_TIMEOUT_MS = 15_000;
const INT8_OID = 20;

/**
 * A pool of connections that need no rights beyond those of the owner of the tables.
 *
 * @param connectionString `postgres://user:password@host:port/database`. @secret
 */
export function openPool(connectionString: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    application_name: "pana",
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    lock_timeout: LOCK_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    // A unit is sent at once and costs two round trips, however many statements it has.
    pipeline: true,
    // Kept is kept, and values stay out of the server's log, whatever the server's defaults are.
    options: "-c synchronous_commit=on -c log_parameter_max_length_on_error=0",
    // Sizes, days and milliseconds are far below 2^53.
    types: { getTypeParser: (oid, format) => (oid === INT8_OID ? Number : pg.types.getTypeParser(oid, format)) },
  });
  // A connection that dies while nobody uses it is no event of its own: the next call finds out.
  const ignore = () => undefined;
  pool.on("error", ignore);
  pool.on("connect", (client) => client.on("error", ignore));
  return pool;
}

import type { Compilable, Kysely } from "kysely";
import type { Tag } from "../domain/ids.ts";
import type { Tables } from "./tables.ts";

/** What both drivers take for one value. */
export type Cell = Uint8Array | string | number | null;

/** SQL whose text never changes, so that a database parses it once. The name is unique within one kit. */
export interface Prepared {
  readonly name: string;
  readonly sql: string;
}

/** A query that takes `In` and gives rows of `Out`. */
export interface Statement<In, Out> extends Prepared {
  /** The values in the order in which the SQL asks for them. */
  readonly bind: (given: In) => readonly Cell[];
  /** A row as the driver gave it, with plain bytes. */
  readonly rowOf: (raw: unknown) => Out;
}

/** Builds statements: a query is written once, over slots, and only bound from there on. [Note: Built once, bound often] */
export interface StatementKit {
  readonly db: Kysely<Tables>;
  /** A statement over named values: `takes<{ tag: Tag }>()((given) => … given.tag …)`. */
  readonly takes: <In extends object>() => <Out>(build: (given: In) => Compilable<Out>) => Statement<In, Out>;
  /** Statements over a list of tags, one for each length of the list, built when that length is first seen. */
  readonly amongTags: <Out>(
    build: (tags: readonly Tag[]) => Compilable<Out>,
  ) => (count: number) => Statement<readonly Tag[], Out>;
}

/** Stands in a query for a value that comes later. */
class Slot {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** A kit that counts what it builds, so that every statement has a name of its own. */
export function statementKit(db: Kysely<Tables>): StatementKit {
  let built = 0;

  function finish<In extends object, Out>(query: Compilable<Out>): Statement<In, Out> {
    const { sql, parameters } = query.compile();
    built += 1;
    return {
      name: `pana-${built}`,
      sql,
      bind: (given) => parameters.map((each) => cellOf(each instanceof Slot ? given[each.name as keyof In] : each)),
      rowOf: (raw) => plainBytes(raw) as Out,
    };
  }

  return {
    db,
    takes: <In extends object>() => {
      const slots = new Proxy({}, { get: (_, name) => new Slot(String(name)) });
      return <Out>(build: (given: In) => Compilable<Out>) => finish<In, Out>(build(slots as In));
    },
    amongTags: <Out>(build: (tags: readonly Tag[]) => Compilable<Out>) => {
      const byCount = new Map<number, Statement<readonly Tag[], Out>>();
      return (count) => {
        const known = byCount.get(count);
        if (known !== undefined) return known;
        const slots: unknown = Array.from({ length: count }, (_, i) => new Slot(String(i)));
        const fresh = finish<readonly Tag[], Out>(build(slots as readonly Tag[]));
        byCount.set(count, fresh);
        return fresh;
      };
    },
  };
}

function cellOf(value: unknown): Cell {
  return typeof value === "boolean" ? Number(value) : (value as Cell);
}

/** Drivers give Buffers, whose `slice` shares memory and whose JSON is a list of numbers. The house speaks Uint8Array. */
function plainBytes(raw: unknown): unknown {
  const row = raw as Record<string, unknown>;
  for (const column of Object.keys(row)) {
    const cell = row[column];
    if (cell instanceof Buffer) row[column] = new Uint8Array(cell.buffer, cell.byteOffset, cell.byteLength);
  }
  return row;
}

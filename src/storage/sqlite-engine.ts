import Sqlite, { type Database, type Statement as Ready } from "better-sqlite3";
import { Fault } from "../domain/faults.ts";
import { type Engine, unavailable } from "./engine.ts";
import type { Prepared, Statement } from "./statement.ts";
import type { Step } from "./steps.ts";
import type { Committed } from "./writes.ts";

/** A unit that waits for its group, and whoever waits for it. */
interface Waiting {
  readonly unit: readonly Step[];
  readonly resolve: (committed: Committed) => void;
  readonly reject: (fault: Fault) => void;
}

/** Runs statements on one open SQLite connection, and commits units in groups. [Note: Group commit] */
export class SqliteEngine implements Engine {
  readonly #db: Database;
  readonly #ready = new Map<Prepared, Ready>();
  readonly #control: Readonly<Record<"begin" | "commit" | "rollback" | "savepoint" | "undo" | "release", Ready>>;
  #waiting: Waiting[] = [];
  #seen: unknown = null;

  /** @param db open, with its pragmas set and its schema in place. The engine closes it. */
  constructor(db: Database) {
    this.#db = db;
    this.#control = {
      begin: db.prepare("begin immediate"),
      commit: db.prepare("commit"),
      rollback: db.prepare("rollback"),
      savepoint: db.prepare("savepoint unit"),
      undo: db.prepare("rollback to unit"),
      release: db.prepare("release unit"),
    };
  }

  async rows<In, Out>(statement: Statement<In, Out>, given: In): Promise<readonly Out[]> {
    try {
      return this.#prepared(statement)
        .all(...statement.bind(given))
        .map(statement.rowOf);
    } catch (cause) {
      throw unavailable(cause);
    }
  }

  commit(unit: readonly Step[]): Promise<Committed> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ unit, resolve, reject });
      if (this.#waiting.length === 1) setImmediate(() => this.#commitWaiting());
    });
  }

  /** The number moves when another connection commits; what this one did, its callers know. */
  async hasChanged(): Promise<boolean> {
    try {
      const now = this.#db.pragma("data_version", { simple: true });
      const changed = now !== this.#seen;
      this.#seen = now;
      return changed;
    } catch (cause) {
      throw unavailable(cause);
    }
  }

  async tidy(): Promise<void> {
    this.#commitWaiting();
    let busy: unknown;
    try {
      busy = this.#db.pragma("wal_checkpoint(TRUNCATE)", { simple: true });
    } catch (cause) {
      throw unavailable(cause);
    }
    if (busy !== 0) throw new Fault("store/unavailable", { busy: true });
  }

  async close(): Promise<void> {
    this.#commitWaiting();
    this.#db.close();
  }

  /** One transaction for all who wait; they hear of it after it is on the disk. */
  #commitWaiting(): void {
    const group = this.#waiting;
    if (group.length === 0) return;
    this.#waiting = [];
    try {
      this.#control.begin.run();
      const outcomes = this.#allAtOnce(group) ?? this.#oneByOne(group);
      this.#control.commit.run();
      for (const [i, outcome] of outcomes.entries()) {
        if (outcome instanceof Fault) group[i]?.reject(outcome);
        else group[i]?.resolve(outcome);
      }
    } catch (cause) {
      this.#rollBack();
      for (const { reject } of group) reject(unavailable(cause));
    }
  }

  /** Nearly every unit is kept, and a savepoint copies each page that is then written: so the first try is without. */
  #allAtOnce(group: readonly Waiting[]): readonly Committed[] | null {
    for (const { unit } of group) {
      if (this.#run(unit) === "done") continue;
      this.#control.rollback.run();
      this.#control.begin.run();
      return null;
    }
    return group.map(() => "done");
  }

  #oneByOne(group: readonly Waiting[]): readonly (Committed | Fault)[] {
    return group.map(({ unit }) => this.#attempt(unit));
  }

  /** A unit that may not be kept is undone alone; the rest of its group is not touched. */
  #attempt(unit: readonly Step[]): Committed | Fault {
    this.#control.savepoint.run();
    const outcome = this.#run(unit);
    if (outcome !== "done") this.#control.undo.run();
    this.#control.release.run();
    return outcome;
  }

  #run(unit: readonly Step[]): Committed | Fault {
    try {
      for (const { statement, cells, ifNone } of unit) {
        const { changes } = this.#prepared(statement).run(...cells);
        if (changes === 0 && ifNone !== "done") return ifNone;
      }
      return "done";
    } catch (cause) {
      if (!this.#db.inTransaction) throw cause; // SQLite gave up the whole transaction: a full disk, a broken file.
      return isConflict(cause) ? "conflict" : unavailable(cause);
    }
  }

  #rollBack(): void {
    try {
      if (this.#db.inTransaction) this.#db.exec("rollback");
    } catch {
      // The next `begin` fails in its turn, and says so to whoever waits for it.
    }
  }

  #prepared(statement: Prepared): Ready {
    const known = this.#ready.get(statement);
    if (known !== undefined) return known;
    const fresh = this.#db.prepare(statement.sql);
    this.#ready.set(statement, fresh);
    return fresh;
  }
}

/** The case that the row belongs to was erased meanwhile. */
function isConflict(cause: unknown): boolean {
  return cause instanceof Sqlite.SqliteError && cause.code === "SQLITE_CONSTRAINT_FOREIGNKEY";
}

// Words of the terminal itself, for developers and translators. What a person in danger would read is in locales/.

/** What can be typed. */
export const HELP = [
  "  1, 2, 3 …         choose from the list; anything else is sent as words",
  "  /hide, /danger    the two doors, at any time",
  "  /start            begin anew;  /language kk or /language ru  in that language",
  "  /where LAT LON    share a location, for example /where 51.13 71.43",
  "  /say WORDS        send words that look like a number or a command",
  "  /quit             end; Ctrl-C too",
].join("\n");

/** Said before anything else, wherever the demo runs. */
export const NOBODY_READS = [
  "================  DEMO: NOBODY READS WHAT IS WRITTEN HERE  ================",
  "Made-up organisations, keys of its own. In danger? Call 102, 112 or 111.",
].map((line) => `  ${line}`);

/** A member of the demo's staff, when she was made just now. */
interface Member {
  readonly organisation: string;
  readonly file: string;
  readonly passphrase: string;
}

/** Who could read, with what only she knows: for the door of the desk. */
export function memberLines(members: readonly Member[]): readonly string[] {
  return members.flatMap(({ organisation, file, passphrase }) => [
    "",
    `  Member of ${organisation}, shown this once:`,
    `    file: ${file}`,
    `    passphrase: ${passphrase}`,
  ]);
}

/**
 * The command that opens the desk of the demo.
 *
 * @param dataDir when the shell was told of a folder, the desk must be told of it, too.
 */
export function deskLine(dataDir: string | undefined): string {
  return `${dataDir === undefined ? "" : `DATA_DIR=${dataDir} `}npm start, and open the address of the desk that it says`;
}

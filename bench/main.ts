/** `npm run bench [part…]`: measures and prints Markdown tables, each with a peer or a baseline from the same run. */
import { cpus } from "node:os";
import { benchAssetMemory, benchCreates } from "./assets.ts";
import { benchDownload } from "./download.ts";
import { benchFaults } from "./faults.ts";
import { measurePlaceFiles, placeFileTable } from "./place-file.ts";
import { benchPlaces } from "./places.ts";
import { benchStep } from "./step.ts";

const PARTS: Record<string, { title: string; run(): Promise<string> }> = {
  step: { title: "The whole step, `checkFile: off`, against bare Node and `curl --data-binary`", run: benchStep },
  "place-file": { title: "The file check", run: async () => placeFileTable(await measurePlaceFiles()) },
  download: { title: "Downloading a place of 100 MB", run: benchDownload },
  faults: { title: "Publishing while 30 % of the exchanges fail", run: benchFaults },
  creates: { title: "Making assets while 30 % of the exchanges fail", run: benchCreates },
  "asset-memory": { title: "The memory that an upload of 20 MB takes", run: benchAssetMemory },
  places: { title: "Ten places of 1 MB in one step, against one after the other", run: benchPlaces },
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`No such part: ${unknown.join(", ")}. There are: ${Object.keys(PARTS).join(", ")}.`);
  process.exit(2);
}
console.log(`Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} cores\n`);
for (const [name, { title, run }] of Object.entries(PARTS)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`### ${title}\n\n${await run()}\n`);
}

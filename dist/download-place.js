import { start, actions } from "./actions.js";
await start(actions["download-place"]);

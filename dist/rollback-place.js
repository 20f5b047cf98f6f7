import { start, actions } from "./actions.js";
await start(actions["rollback-place"]);

export const id = 999;
export const ids = [999];
export const modules = {

/***/ 8999:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readInputs: () => (/* reexport */ readInputs),
  run: () => (/* binding */ run)
});

// EXTERNAL MODULE: ./lib/node_modules/@actions/core/lib/core.js + 16 modules
var core = __webpack_require__(5871);
// EXTERNAL MODULE: ./lib/src/open-cloud/call.js + 1 modules
var open_cloud_call = __webpack_require__(9962);
// EXTERNAL MODULE: ./lib/src/open-cloud/facts.js
var facts = __webpack_require__(1512);
;// CONCATENATED MODULE: ./lib/src/open-cloud/api/servers.js


async function restartServers(client, universeId, restart, watch = {}) {
    const call = {
        method: "POST",
        target: `/cloud/v2/universes/${universeId}:restartServers`,
        body: restartBody(restart),
        permission: facts/* APIS */.yc.restartServers.permission,
        repeatable: !restart.closeAllVersions,
        read: open_cloud_call/* acknowledged */.Hn,
        words: {
            title: { what: "the servers were", done: "restarted" },
            doing: "restarting servers",
            limit: `${facts/* APIS */.yc.restartServers.perMinute} restarts a minute`,
            ifUncertain: restartUncertain(restart),
            ifBrokenOff: "no server restarts",
            ifRefused: "Compare universeId and placeIds with the Creator Dashboard: every place must belong to the universe (… → Copy Universe ID, Copy Place ID).",
        },
    };
    await (0,open_cloud_call/* callAndCount */.Hp)(client, call, watch);
}
function restartUncertain({ closeAllVersions }) {
    return closeAllVersions
        ? "The servers may be restarting all the same, so the call was not repeated: it would close the fresh ones as well. Look at the servers in the Creator Dashboard before you run this again."
        : "The servers may be restarting all the same. Running the step again is safe: only servers with an old version restart.";
}
function restartBody({ placeIds, closeAllVersions, bleedOffMinutes }) {
    const bleedOff = bleedOffMinutes > 0 ? { bleedOffDurationMinutes: bleedOffMinutes } : {};
    const rest = JSON.stringify({ closeAllVersions, bleedOffServers: bleedOffMinutes > 0, ...bleedOff });
    return `{"placeIds":[${placeIds.join(",")}],${rest.slice(1)}`;
}

// EXTERNAL MODULE: ./lib/src/open-cloud/client.js
var client = __webpack_require__(9760);
// EXTERNAL MODULE: ./lib/src/runner/cancel.js
var cancel = __webpack_require__(2479);
// EXTERNAL MODULE: ./lib/src/runner/context.js
var context = __webpack_require__(8310);
// EXTERNAL MODULE: ./lib/src/runner/inputs.js
var runner_inputs = __webpack_require__(7724);
;// CONCATENATED MODULE: ./lib/src/actions/restart-servers/inputs.js


async function readInputs() {
    const reader = new runner_inputs/* InputReader */.i_();
    const inputs = {
        ...(await (0,runner_inputs/* readKeyedInputs */.aG)(reader)),
        placeIds: readPlaceIds(reader),
        closeAllVersions: reader.boolean("closeAllVersions"),
        bleedOffMinutes: reader.number("bleedOffMinutes", 10, { least: 0, most: facts/* MAX_BLEED_OFF_MINUTES */.OP }),
    };
    reader.finish();
    return inputs;
}
function readPlaceIds(reader) {
    const parts = reader.text("placeIds").split(/[,\r\n]/);
    const ids = new Set(parts.map((part) => part.trim()).filter((part) => part !== ""));
    const wrong = [...ids].filter((id) => !(0,runner_inputs/* isId */.eQ)(id));
    if (wrong.length > 0) {
        const shown = wrong.slice(0, 5).map((id) => reader.show(id));
        const more = wrong.length > 5 ? ` and ${wrong.length - 5} more` : "";
        reader.problem(`placeIds holds ${shown.join(", ")}${more}, but each must be a decimal id from 1 to 9223372036854775807, between commas or line breaks.`);
    }
    return [...ids];
}

;// CONCATENATED MODULE: ./lib/src/actions/restart-servers/main.js





async function run(inputs) {
    const onEffect = (0,cancel/* tellEffectIfCancelled */.bg)({ none: "No server restarts.", possible: restartUncertain(inputs) });
    await restartServers((0,client/* startClient */.eQ)(inputs, (0,context/* caller */.mF)()), inputs.universeId, inputs, { onEffect });
    core/* info */.pq(`Roblox restarts ${describe(inputs)}`);
}
function describe({ universeId, placeIds, closeAllVersions, bleedOffMinutes, }) {
    const servers = closeAllVersions ? "all servers" : "the servers with an old version";
    const places = placeIds.length === 0
        ? `all places of universe ${universeId}`
        : `place${placeIds.length > 1 ? "s" : ""} ${placeIds.join(", ")}`;
    const when = bleedOffMinutes === 0 ? "at once" : `within ${bleedOffMinutes} min, during which players may finish`;
    return `${servers} of ${places}, ${when}`;
}



/***/ })

};

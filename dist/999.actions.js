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

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 16 modules
var core = __webpack_require__(3340);
// EXTERNAL MODULE: ./lib/src/open-cloud/call.js
var call = __webpack_require__(3411);
;// CONCATENATED MODULE: ./lib/src/open-cloud/api/servers.js

/** The longest bleed-off (Open Cloud, "Restart Universe Servers"). */
const MAX_BLEED_OFF_MINUTES = 60;
/**
 * Restarts running servers: `POST /cloud/v2/universes/{universeId}:restartServers` (Open Cloud, "Restart Universe
 * Servers"; scope `universe:write`; 30 a minute).
 * A restart of outdated servers may be repeated when its answer was lost: what has been restarted is not outdated any
 * more. A restart of all versions is not repeated: it would close the fresh servers, and their players, once more.
 *
 * @throws CallError
 */
async function restartServers(client, restart) {
    await (0,call/* callCloud */.kM)(client, {
        request: {
            method: "POST",
            path: `/cloud/v2/universes/${client.universeId}:restartServers`,
            headers: { "content-type": "application/json" },
            body: restartBody(restart),
        },
        permission: { scope: "universe", operation: "write" },
        repeatable: !restart.closeAllVersions,
        read: call/* acknowledged */.Hn,
        words: {
            title: "The servers were not restarted",
            ifUncertain: restart.closeAllVersions
                ? "The servers may be restarting all the same, so the call was not repeated: it would close the fresh ones as well. Look at the servers in the Creator Dashboard before you run this again."
                : "The servers may be restarting all the same. Running the step again is safe: only servers with an old version restart.",
            ifRefused: "Compare universeId and placeIds with the Creator Dashboard: every place must belong to the universe (… → Copy Universe ID, Copy Place ID).",
            limit: "30 restarts a minute",
        },
    });
}
/** Ids are int64: as numbers of JavaScript they would lose digits, so they are written as they are. */
function restartBody({ placeIds, closeAllVersions, bleedOffMinutes }) {
    const bleedOff = bleedOffMinutes > 0 ? { bleedOffDurationMinutes: bleedOffMinutes } : {};
    const rest = JSON.stringify({ closeAllVersions, bleedOffServers: bleedOffMinutes > 0, ...bleedOff });
    return `{"placeIds":[${placeIds.join(",")}],${rest.slice(1)}`;
}

// EXTERNAL MODULE: ./lib/src/open-cloud/client.js
var client = __webpack_require__(9760);
// EXTERNAL MODULE: ./lib/src/runner/context.js
var context = __webpack_require__(8310);
// EXTERNAL MODULE: ./lib/src/runner/inputs.js
var runner_inputs = __webpack_require__(7724);
;// CONCATENATED MODULE: ./lib/src/actions/restart-servers/inputs.js



/** @throws InputError that names every wrong input. */
async function readInputs() {
    const reader = new runner_inputs/* InputReader */.i_();
    const inputs = {
        ...(await (0,runner_inputs/* readKeyedInputs */.aG)(reader)),
        placeIds: readPlaceIds(reader),
        closeAllVersions: reader.boolean("closeAllVersions"),
        bleedOffMinutes: reader.number("bleedOffMinutes", 10, { least: 0, most: MAX_BLEED_OFF_MINUTES }),
    };
    reader.finish();
    return inputs;
}
/** Ids between commas or line breaks, each once. */
function readPlaceIds(reader) {
    const parts = core/* getInput */.V4("placeIds").split(/[,\r\n]/);
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




/** The action that restarts running servers, so that players get the new version. */
async function run(inputs) {
    await restartServers((0,client/* startClient */.e)(inputs, (0,context/* caller */.mF)()), inputs);
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



/***/ }),

/***/ 3411:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hn: () => (/* binding */ acknowledged),
/* harmony export */   RA: () => (/* binding */ CallError),
/* harmony export */   gq: () => (/* binding */ succeeded),
/* harmony export */   kM: () => (/* binding */ callCloud)
/* harmony export */ });
/* unused harmony exports whatHappened, explainCall */
/* harmony import */ var _answer_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3953);
/* harmony import */ var _api_keys_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4410);
/* harmony import */ var _attempts_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9261);
/* harmony import */ var _deadline_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5727);
/* harmony import */ var _explain_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6616);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3945);
/* harmony import */ var _transport_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4330);







/** A look-up that improves a failure's message gets this long. */
const LOOK_UP_SECONDS = 5;
/** A call that did not succeed, with the title and the paragraph for its one error. */
class CallError extends Error {
    title;
    constructor(title, message) {
        super(message);
        this.title = title;
    }
}
/**
 * Makes a call, again where that is safe and may help.
 *
 * @throws CallError when there is no answer that `read` understands, also when the step's time is over before.
 */
async function callCloud(client, call) {
    const { cloud, universeId, maxAttempts } = client;
    let value;
    const settled = await (0,_attempts_js__WEBPACK_IMPORTED_MODULE_2__/* .tryRepeatedly */ .L)({ cloud, hangUps: 0 }, {
        maxAttempts,
        repeatable: call.repeatable,
        onWait: (outcome, retry, nextAttempt) => client.onWait(whatHappened(outcome), retry, nextAttempt),
    }, async () => {
        const answer = await (0,_transport_js__WEBPACK_IMPORTED_MODULE_6__/* .exchange */ .cv)(cloud, call.request);
        value = call.read(answer);
        // Half an answer with status 200 has been seen; and a captive network answers 200 to everything.
        if (value === undefined && succeeded(answer))
            throw new _transport_js__WEBPACK_IMPORTED_MODULE_6__/* .Disconnect */ .VB("answer", UNREADABLE, (0,_explain_js__WEBPACK_IMPORTED_MODULE_4__/* .whatWasSaid */ .vt)(answer));
        return answer;
    }).catch((error) => {
        if (!(error instanceof _deadline_js__WEBPACK_IMPORTED_MODULE_3__/* .DeadlineError */ .j3))
            throw error;
        throw new CallError(call.words.title, outOfTime(error, call.words.ifUncertain));
    });
    if (value !== undefined)
        return value;
    const { outcome } = settled;
    const refused = !(outcome instanceof _transport_js__WEBPACK_IMPORTED_MODULE_6__/* .Disconnect */ .VB) && (outcome.status === 401 || outcome.status === 403);
    const key = refused ? await (0,_api_keys_js__WEBPACK_IMPORTED_MODULE_1__/* .introspectKey */ .Hp)(cloud, universeId, LOOK_UP_SECONDS, call.permission) : undefined;
    throw new CallError(call.words.title, explainCall(settled, { ...call, ...client }, key));
}
const UNREADABLE = "UNREADABLE";
function succeeded({ status }) {
    return status >= 200 && status < 300;
}
/** An acknowledgement: an empty body or a JSON object. A web page with status 200 is somebody else's. */
function acknowledged(answer) {
    const { form } = (0,_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .readAnswer */ .JN)(answer);
    return succeeded(answer) && (form === "nothing" || form === "json") ? true : undefined;
}
/** What became of a try, quoting Roblox first. */
function whatHappened(outcome) {
    if (!(outcome instanceof _transport_js__WEBPACK_IMPORTED_MODULE_6__/* .Disconnect */ .VB))
        return (0,_explain_js__WEBPACK_IMPORTED_MODULE_4__/* .whatWasSaid */ .vt)(outcome);
    const { stage, code, message } = outcome;
    if (stage === "connect")
        return (0,_explain_js__WEBPACK_IMPORTED_MODULE_4__/* .whatBroke */ .u)(outcome);
    if (code === UNREADABLE)
        return `${message}, which says nothing about the call`;
    return `No complete answer came (${(0,_explain_js__WEBPACK_IMPORTED_MODULE_4__/* .detailOf */ .Rw)(outcome)})`;
}
/** Puts the end of a call that did not succeed into one paragraph. Pure. */
function explainCall(settled, asked, key) {
    const { outcome, earlierMayHaveWorked } = settled;
    const { why, next } = outcome instanceof _transport_js__WEBPACK_IMPORTED_MODULE_6__/* .Disconnect */ .VB ? reasonOfEnd(outcome, asked) : reasonOfAnswer(outcome, asked, key);
    const earlier = earlierMayHaveWorked && !(0,_retry_js__WEBPACK_IMPORTED_MODULE_5__/* .mayHaveBeenCarriedOut */ .ox)(outcome)
        ? ` As for an earlier attempt, whose answer was lost: ${asked.words.ifUncertain}`
        : "";
    return `${whatHappened(outcome)}${(0,_explain_js__WEBPACK_IMPORTED_MODULE_4__/* .triesText */ .X9)(settled)} ${why}${earlier} ${next}`.trim();
}
function outOfTime(error, ifUncertain) {
    const said = `${error.message.charAt(0).toUpperCase()}${error.message.slice(1)}`;
    return `${said}, and no answer had come. ${ifUncertain} Raise timeoutMinutes if Roblox or the line is slow.`;
}
function reasonOfEnd(disconnect, { words }) {
    if (disconnect.stage === "connect" || (0,_retry_js__WEBPACK_IMPORTED_MODULE_5__/* .isUntrusted */ .fb)(disconnect))
        return (0,_explain_js__WEBPACK_IMPORTED_MODULE_4__/* .reasonOfDisconnect */ .Yy)(disconnect, undefined);
    return { why: words.ifUncertain, next: `${_explain_js__WEBPACK_IMPORTED_MODULE_4__/* .STATUS_PAGE */ .sc} shows whether Roblox has trouble.` };
}
function reasonOfAnswer(answer, asked, key) {
    const { status } = answer;
    const { words } = asked;
    if (status >= 300 && status < 400) {
        return {
            why: "That is a redirect, and it was not followed: the key would go along. A proxy or a captive network probably answered.",
            next: "Check https_proxy and the runner's network.",
        };
    }
    if (status === 408 || status >= 500) {
        return {
            why: `Roblox's side failed. ${words.ifUncertain}`,
            next: `${_explain_js__WEBPACK_IMPORTED_MODULE_4__/* .STATUS_PAGE */ .sc} shows whether Roblox has trouble.`,
        };
    }
    if ((0,_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .readAnswer */ .JN)(answer).form === "html") {
        return {
            why: "The page comes from the edge in front of the API, so it says nothing about the key or the call.",
            next: `Run the job again later; ${_explain_js__WEBPACK_IMPORTED_MODULE_4__/* .STATUS_PAGE */ .sc} shows whether Roblox has trouble.`,
        };
    }
    switch (status) {
        case 401:
            return (0,_explain_js__WEBPACK_IMPORTED_MODULE_4__/* .reasonOfRefusedKey */ .zq)(asked, key, asked.permission.scope);
        case 403:
            return reasonOfForbidden(asked, key);
        case 429:
            return {
                why: `Roblox takes no more calls of this kind for now (${words.limit}, counted over all keys of an owner).`,
                next: "Run fewer such jobs at the same time, or raise timeoutMinutes so that the wait fits.",
            };
        default:
            return { why: words.ifRefused, next: "" };
    }
}
function reasonOfForbidden(asked, key) {
    const { scope, operation } = asked.permission;
    const help = `How to set the key up: ${asked.keyHelp}`;
    const plain = (0,_explain_js__WEBPACK_IMPORTED_MODULE_4__/* .unusable */ ._P)(key);
    if (plain)
        return { why: plain.why, next: `${plain.next} ${help}` };
    if (key === "refused" || key === "malformed")
        return (0,_explain_js__WEBPACK_IMPORTED_MODULE_4__/* .reasonOfRefusedKey */ .zq)(asked, key, scope);
    if (key?.listsScopes && !key.operations.includes(operation)) {
        const has = key.operations.length > 0 ? `only ${key.operations.join(", ")}` : "nothing";
        return {
            why: `The key has ${has} on ${scope}; this needs ${operation}.`,
            next: `Add the operation ${operation} of the API system ${scope} to the key in the ${_explain_js__WEBPACK_IMPORTED_MODULE_4__/* .DASHBOARD */ .$Q}. ${help}`,
        };
    }
    if (key?.reach === "others") {
        return {
            why: `The key has ${scope}:${operation}, but not on universe ${asked.universeId}.`,
            next: `Add the experience to the key's permission in the ${_explain_js__WEBPACK_IMPORTED_MODULE_4__/* .DASHBOARD */ .$Q}, or correct universeId. ${help}`,
        };
    }
    return {
        why: `This needs ${scope}:${operation} on universe ${asked.universeId}, and an owner of the key who may edit the experience (group role).`,
        next: `Check the key in the ${_explain_js__WEBPACK_IMPORTED_MODULE_4__/* .DASHBOARD */ .$Q}. ${help}`,
    };
}


/***/ }),

/***/ 9760:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ startClient)
/* harmony export */ });
/* harmony import */ var _text_units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6647);
/* harmony import */ var _deadline_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5727);


/** What the calls of an action with small calls share. The step's time runs from here on. */
function startClient(inputs, { userAgent, keyHelp, say }) {
    const { apiKey, universeId, maxAttempts, timeoutMinutes } = inputs;
    return {
        cloud: { apiKey, userAgent, deadline: (0,_deadline_js__WEBPACK_IMPORTED_MODULE_0__/* .startDeadline */ .db)(timeoutMinutes) },
        universeId,
        maxAttempts,
        keyHelp,
        onWait(happened, { seconds }, nextAttempt) {
            say(`${happened}. Attempt ${nextAttempt} of ${maxAttempts} follows in ${(0,_text_units_js__WEBPACK_IMPORTED_MODULE_1__/* .secondsText */ .Hd)(seconds)}`);
        },
    };
}


/***/ })

};

export const id = 409;
export const ids = [409];
export const modules = {

/***/ 9409:
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
;// CONCATENATED MODULE: ./lib/src/open-cloud/api/messages.js

/** Limits of MessagingService, which the call shares (Open Cloud, "Publish Universe Message"). */
const MAX_TOPIC_CHARACTERS = 80;
const MAX_MESSAGE_CHARACTERS = 1024;
/**
 * Sends a message to all running servers that subscribe to its topic: `POST /cloud/v2/universes/{universeId}:publishMessage`
 * (Open Cloud, "Publish Universe Message"; scope `universe-messaging-service:publish`; 5000 a minute).
 * It is not repeated when its answer was lost: servers would act on it twice.
 *
 * @throws CallError
 */
async function publishMessage(client, { topic, message }) {
    await (0,call/* callCloud */.kM)(client, {
        request: {
            method: "POST",
            path: `/cloud/v2/universes/${client.universeId}:publishMessage`,
            headers: { "content-type": "application/json" },
            body: JSON.stringify({ topic, message }),
        },
        permission: { scope: "universe-messaging-service", operation: "publish" },
        repeatable: false,
        read: call/* acknowledged */.Hn,
        words: {
            title: "The message was not sent",
            ifUncertain: "The servers may have got the message all the same, so it was not sent again: they would act on it twice. Run the step again only if that does no harm.",
            ifRefused: "Compare universeId with the Creator Dashboard (… → Copy Universe ID), and look at topic and message.",
            limit: "5000 messages a minute, and MessagingService's own limits",
        },
    });
}

// EXTERNAL MODULE: ./lib/src/open-cloud/client.js
var client = __webpack_require__(9760);
// EXTERNAL MODULE: ./lib/src/runner/context.js
var context = __webpack_require__(8310);
// EXTERNAL MODULE: ./lib/src/runner/inputs.js
var runner_inputs = __webpack_require__(7724);
;// CONCATENATED MODULE: ./lib/src/actions/publish-message/inputs.js



/** @throws InputError that names every wrong input. */
async function readInputs() {
    const reader = new runner_inputs/* InputReader */.i_();
    const inputs = {
        ...(await (0,runner_inputs/* readKeyedInputs */.aG)(reader)),
        topic: readText(reader, "topic", MAX_TOPIC_CHARACTERS),
        message: readText(reader, "message", MAX_MESSAGE_CHARACTERS),
    };
    reader.finish();
    return inputs;
}
/** Roblox does not say how it counts characters, so what is refused here is too long however it is counted. */
function readText(reader, name, most) {
    const text = core/* getInput */.V4(name);
    const length = [...text].length;
    if (length === 0)
        reader.problem(`${name} is missing. It takes 1 to ${most} characters.`);
    if (length > most) {
        reader.problem(`${name} is ${reader.show(text)}, which has ${length} characters, but must have 1 to ${most}.`);
    }
    return text;
}

;// CONCATENATED MODULE: ./lib/src/actions/publish-message/main.js




/** The action that tells running servers something through MessagingService. */
async function run(inputs) {
    await publishMessage((0,client/* startClient */.e)(inputs, (0,context/* caller */.mF)()), inputs);
    core/* info */.pq(`Sent to the servers of universe ${inputs.universeId} that subscribe to the topic`);
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

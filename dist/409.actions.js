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

// EXTERNAL MODULE: ./lib/node_modules/@actions/core/lib/core.js + 16 modules
var core = __webpack_require__(5871);
// EXTERNAL MODULE: ./lib/src/open-cloud/call.js + 1 modules
var open_cloud_call = __webpack_require__(9962);
// EXTERNAL MODULE: ./lib/src/open-cloud/facts.js
var facts = __webpack_require__(1512);
;// CONCATENATED MODULE: ./lib/src/open-cloud/api/messages.js


async function publishMessage(client, universeId, { topic, message }, watch = {}) {
    const call = {
        method: "POST",
        target: `/cloud/v2/universes/${universeId}:publishMessage`,
        body: JSON.stringify({ topic, message }),
        permission: facts/* APIS */.yc.publishMessage.permission,
        repeatable: false,
        read: open_cloud_call/* acknowledged */.Hn,
        words: {
            title: { what: "the message was", done: "sent" },
            doing: "sending a message",
            limit: `${facts/* APIS */.yc.publishMessage.perMinute} messages a minute (and MessagingService's own limits)`,
            ifUncertain: MESSAGE_UNCERTAIN,
            ifBrokenOff: "no server got the message",
            ifRefused: "Compare universeId with the Creator Dashboard (… → Copy Universe ID), and look at topic and message.",
        },
    };
    await (0,open_cloud_call/* callAndCount */.Hp)(client, call, watch);
}
const MESSAGE_UNCERTAIN = "The servers may have got the message all the same, so it was not sent again: they would act on it twice. Run the step again only if that does no harm.";

// EXTERNAL MODULE: ./lib/src/open-cloud/client.js
var client = __webpack_require__(9760);
// EXTERNAL MODULE: ./lib/src/runner/cancel.js
var cancel = __webpack_require__(2479);
// EXTERNAL MODULE: ./lib/src/runner/context.js
var context = __webpack_require__(8310);
// EXTERNAL MODULE: ./lib/src/runner/inputs.js
var runner_inputs = __webpack_require__(7724);
;// CONCATENATED MODULE: ./lib/src/actions/publish-message/inputs.js


async function readInputs() {
    const reader = new runner_inputs/* InputReader */.i_();
    const inputs = {
        ...(await (0,runner_inputs/* readKeyedInputs */.aG)(reader)),
        topic: readText(reader, "topic", facts/* MAX_TOPIC_CHARACTERS */.AG),
        message: readText(reader, "message", facts/* MAX_MESSAGE_CHARACTERS */.Um),
    };
    reader.finish();
    return inputs;
}
function readText(reader, name, most) {
    const text = reader.text(name);
    const length = [...text].length;
    if (length === 0)
        reader.problem(`${name} is missing. It takes 1 to ${most} characters.`);
    if (length > most) {
        reader.problem(`${name} is ${reader.show(text)}, which has ${length} characters, but must have 1 to ${most}.`);
    }
    return text;
}

;// CONCATENATED MODULE: ./lib/src/actions/publish-message/main.js





async function run(inputs) {
    const onEffect = (0,cancel/* tellEffectIfCancelled */.bg)({ none: "The message was not sent.", possible: MESSAGE_UNCERTAIN });
    await publishMessage((0,client/* startClient */.eQ)(inputs, (0,context/* caller */.mF)()), inputs.universeId, inputs, { onEffect });
    core/* info */.pq(`Sent to the servers of universe ${inputs.universeId} that subscribe to the topic`);
}



/***/ })

};

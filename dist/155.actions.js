export const id = 155;
export const ids = [155];
export const modules = {

/***/ 1155:
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
var call = __webpack_require__(9962);
// EXTERNAL MODULE: ./lib/src/open-cloud/client.js
var open_cloud_client = __webpack_require__(9760);
// EXTERNAL MODULE: ./lib/src/open-cloud/deadline.js
var deadline = __webpack_require__(5727);
// EXTERNAL MODULE: ./lib/src/runner/annotations.js
var annotations = __webpack_require__(7775);
// EXTERNAL MODULE: ./lib/src/runner/cancel.js
var cancel = __webpack_require__(2479);
// EXTERNAL MODULE: ./lib/src/runner/context.js
var context = __webpack_require__(8310);
// EXTERNAL MODULE: ./lib/src/runner/failure.js
var runner_failure = __webpack_require__(2511);
// EXTERNAL MODULE: ./lib/src/open-cloud/answer.js
var open_cloud_answer = __webpack_require__(3953);
// EXTERNAL MODULE: ./lib/src/open-cloud/api/places.js
var places = __webpack_require__(2202);
// EXTERNAL MODULE: ./lib/src/open-cloud/api/versions.js
var api_versions = __webpack_require__(7631);
// EXTERNAL MODULE: ./lib/src/runner/outputs.js
var outputs = __webpack_require__(2023);
;// CONCATENATED MODULE: ./lib/src/actions/rollback-place/record.js


function startRecord(inputs) {
    return { inputs, remarks: [], made: [], beganAt: performance.now() };
}
function titleFor({ placeId }, effect = "none") {
    return (0,call/* titleOf */.Gg)({ what: `place ${placeId} was`, done: "rolled back" }, effect);
}
function effectSoFar({ effect = "none", made, live, proof }) {
    const isUnseen = made.length > 0 && proof === undefined && (live === undefined || made.includes(live));
    return isUnseen ? "possible" : effect;
}
function noteMade(step, version) {
    step.made.push(version);
    delete step.live;
    step.effect = "none";
    return version;
}
function seeLive(step, live) {
    if (live === undefined)
        return;
    step.live = live;
    step.effect = "none";
    (0,outputs/* setOutputs */.n)({ versionNumber: live }, fateOf(step));
}
function prove(step, proof) {
    step.proof = proof;
    (0,outputs/* setOutputs */.n)({ restoredVersion: step.plan?.target ?? "" }, fateOf(step));
}
function fateOf({ inputs, plan, effect, made, live, proof }) {
    const { placeId } = inputs;
    if (!plan)
        return "Nothing was changed.";
    const { target } = plan;
    if (proof !== undefined)
        return `Version ${live} of place ${placeId} is live, with the content of version ${target}.`;
    const lastSeen = live ?? plan.live;
    const version = lastSeen === undefined ? "none" : `version ${lastSeen}`;
    const before = live === undefined ? `before, ${version} was live` : `as last seen, ${version} is live`;
    if (effect === "possible") {
        return `The content of version ${target} had been sent, so that place ${placeId} may have a new live version with it; its version history tells (${before}).`;
    }
    if (live !== undefined)
        return `Version ${live} of place ${placeId} is live, as last seen.`;
    if (made.length > 0) {
        return `Version ${made.at(-1)} of place ${placeId} has the content of version ${target}; whether it is live had not been seen yet (${before}).`;
    }
    const now = plan.live === undefined ? "no version" : `version ${plan.live}`;
    return `Nothing was changed: ${now} of place ${placeId} is live.`;
}

;// CONCATENATED MODULE: ./lib/src/actions/rollback-place/plan.js






const HISTORY = "the place's version history (Creator Dashboard)";
async function makePlan(client, step) {
    const { inputs, remarks } = step;
    const { placeId, versionNumber } = inputs;
    const versions = [];
    for await (const page of (0,api_versions/* listVersions */.yO)(client, placeId, {
        title: titleFor(inputs),
        certain: "it is not known which version is live",
    })) {
        versions.push(...page);
        if (isEnough(versions, versionNumber))
            break;
    }
    const plan = choose(versions, versionNumber);
    if (typeof plan === "string")
        throw new runner_failure/* StepFailure */.pH(titleFor(inputs), `Place ${placeId} ${plan}`);
    step.plan = plan;
    const { live, newest, target, targetWasPublished } = plan;
    if (live !== undefined)
        (0,outputs/* setOutputs */.n)({ previousVersion: live }, "Nothing was changed.");
    core/* info */.pq(`Place ${placeId}: ${live === undefined ? "no version" : `version ${live}`} is live, version ${newest} is the newest; the content of version ${target} is to be live again`);
    const warn = (title, message) => (0,annotations/* annotate */.f)(remarks, { severity: "warning", title, message });
    if (live !== undefined && BigInt(newest) > BigInt(live) && target !== newest) {
        warn("There are saved versions on top of the live one", `The newest version of place ${placeId} is ${newest}, and version ${live} is live: somebody has saved since it was published. The rollback lies over what was saved, and Studio then opens the content of version ${target}. What was saved stays in ${HISTORY}.`);
    }
    if (targetWasPublished === false) {
        warn("That version was never published", `Version ${target} of place ${placeId} was only saved: players have never had it.`);
    }
    return plan;
}
function isEnough(versions, asked) {
    const live = versions.findIndex(({ published }) => published);
    if (live < 0)
        return false;
    const oldest = versions.at(-1)?.number ?? "0";
    return asked === "" ? versions.slice(live + 1).some(({ published }) => published) : BigInt(oldest) <= BigInt(asked);
}
function choose(versions, asked) {
    const [newest] = versions;
    if (!newest)
        return "has no versions, by Roblox's list. Compare placeId with the Creator Dashboard.";
    const live = versions.find(({ published }) => published)?.number;
    const plan = { newest: newest.number, live };
    if (asked !== "") {
        const listed = versions.find(({ number }) => number === asked);
        const isBeyond = BigInt(asked) < BigInt(versions.at(-1)?.number ?? "0");
        if (!listed && !isBeyond) {
            return `has no version ${asked}, by Roblox's list; the newest is ${newest.number}. Correct versionNumber: ${HISTORY} has them all.`;
        }
        return { ...plan, target: asked, targetWasPublished: listed?.published };
    }
    if (live === undefined) {
        return `has no published version, as far as Roblox lists them, so that there is nothing to go back to. Name a version in versionNumber: ${HISTORY} has them all.`;
    }
    const target = versions.find(({ number, published }) => published && BigInt(number) < BigInt(live))?.number;
    if (target === undefined) {
        return `has no published version below ${live}, which is live, as far as Roblox lists them. Name a version in versionNumber, a saved one perhaps: ${HISTORY} has them all.`;
    }
    return { ...plan, target, targetWasPublished: true };
}

// EXTERNAL MODULE: ./lib/src/text/units.js
var units = __webpack_require__(6647);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/src/open-cloud/api/delivery.js + 1 modules
var delivery = __webpack_require__(9094);
// EXTERNAL MODULE: ./lib/src/place-file/download.js
var download = __webpack_require__(9091);
// EXTERNAL MODULE: ./lib/src/place-file/inspect.js
var inspect = __webpack_require__(863);
// EXTERNAL MODULE: ./lib/src/runner/secret.js
var secret = __webpack_require__(2917);
// EXTERNAL MODULE: ./lib/src/text/harmless.js
var harmless = __webpack_require__(1297);
;// CONCATENATED MODULE: ./lib/src/actions/rollback-place/fetch.js














async function fetchTarget(client, step) {
    const { inputs, remarks } = step;
    const target = step.plan?.target ?? "";
    const file = await fetchChecked(client, step, target, "nothing was sent");
    const refusals = file.findings.filter(({ severity }) => severity === "refusal");
    if (refusals.length > 0) {
        const reasons = refusals.map(({ message }) => message).join(" ");
        throw new runner_failure/* StepFailure */.pH(titleFor(inputs), `Version ${target}, as it was fetched, is nothing to publish: ${reasons} Nothing was sent. Choose another version, or restore this one by hand in the place's version history.`);
    }
    core/* startGroup */.Oh(`Version ${target}: ${(0,units/* bytesText */.pV)(file.bytes)}`);
    for (const line of file.place ? (0,inspect/* describePlace */.df)(file.place, file.bytes) : [])
        core/* info */.pq((0,harmless/* harmless */.I)(line, 2000));
    core/* info */.pq(`sha256 ${file.sha256}, sent as ${file.contentType}`);
    core/* endGroup */.N4();
    for (const { severity, title, message } of file.findings) {
        if (severity !== "refusal")
            (0,annotations/* annotate */.f)(remarks, { severity, title, message: `Version ${target}: ${message}` });
    }
    const warn = (title, message) => (0,annotations/* annotate */.f)(remarks, { severity: "warning", title, message });
    if (file.place && (0,download/* isSkeleton */.W)(file.place)) {
        warn("There is next to nothing in that version", `Version ${target} has ${file.place.instances} instances and no script. A save that failed halfway has been seen to leave such a skeleton: open it in Studio before players get it.`);
    }
    if (file.announced !== undefined) {
        warn("Roblox announced another size", `Roblox announced ${(0,units/* bytesText */.pV)(file.announced)} for version ${target}, and ${(0,units/* bytesText */.pV)(file.bytes)} came. The connection brought all that it promised, and the file is whole.`);
    }
    step.file = file;
    (0,outputs/* setOutputs */.n)({ sha256: file.sha256 }, "Nothing was changed.");
}
async function fetchChecked(client, step, versionNumber, certain) {
    const { placeId } = step.inputs;
    const purpose = { title: titleFor(step.inputs), certain };
    try {
        step.folder ??= await (0,promises_.mkdtemp)((0,external_node_path_.join)(process.env.RUNNER_TEMP || (0,external_node_os_.tmpdir)(), "rollback-"));
        const path = (0,external_node_path_.join)(step.folder, `version-${versionNumber}`);
        const delivered = await (0,delivery/* fetchVersion */.p)(client, { placeId, versionNumber }, path, purpose, secret/* hideParts */.N);
        return { ...delivered, ...(await (0,inspect/* inspectPlaceFile */.Y9)(path, "strict", client.deadline.signal)) };
    }
    catch (error) {
        if (error === client.deadline.signal.reason) {
            throw new runner_failure/* StepFailure */.pH(titleFor(step.inputs), `Version ${versionNumber} had come, but had not been checked: ${error.message}, so ${certain}. ${runner_failure/* LATE_CHECK_ADVICE */.d9}`);
        }
        const { code, syscall } = error;
        if (code === undefined || syscall === undefined)
            throw error;
        throw new runner_failure/* StepFailure */.pH(titleFor(step.inputs), `Version ${versionNumber} could not be written to the runner's disk (${code} at ${syscall}), so ${certain}. Look at the space and the permissions of the folder that RUNNER_TEMP names.`);
    }
}
async function removeFetched({ folder }) {
    if (folder !== undefined)
        await (0,promises_.rm)(folder, { recursive: true, force: true }).catch(() => { });
}

;// CONCATENATED MODULE: ./lib/src/actions/rollback-place/proof.js





const LIVE_WITHIN_SECONDS = 30;
const LOOK_EVERY_SECONDS = 2;
async function lookAtVersions(client, { placeId }) {
    const purpose = { title: titleFor({ placeId }), certain: "it is not known which version is live" };
    return (await (0,api_versions/* newestVersions */.aH)(client, placeId, purpose)) ?? { latest: "0" };
}
async function awaitLive(client, inputs, expected) {
    for (const end = performance.now() + LIVE_WITHIN_SECONDS * 1000;;) {
        const { published: live } = await lookAtVersions(client, inputs);
        if (live !== undefined && BigInt(live) >= BigInt(expected))
            return live;
        if (performance.now() + LOOK_EVERY_SECONDS * 1000 > end)
            return live;
        await client.deadline.sleep(LOOK_EVERY_SECONDS).catch(() => { });
    }
}
async function compareLive(client, step, live) {
    const { file } = step;
    try {
        const fetched = await fetchChecked(client, step, live, "the bytes were not compared");
        if (fetched.sha256 === file?.sha256)
            return { outcome: "equal", text: "" };
        const [sent, seen] = [contents(file?.place), contents(fetched.place)];
        return { outcome: sent === seen ? "alike" : "other", text: `${seen} there, ${sent} in what was sent.` };
    }
    catch (error) {
        if (client.deadline.signal.aborted)
            throw error;
        return { outcome: "unknown", text: error instanceof call/* CallError */.RA ? `${error.happened}.` : error.message };
    }
}
function contents(place) {
    if (!place)
        return "contents that are not known";
    const { instances, classes, scripts, services } = place;
    const count = Object.values(scripts).reduce((sum, number) => sum + number, 0);
    return `${(0,units/* thousands */.oh)(instances)} instances of ${classes} classes, ${(0,units/* thousands */.oh)(count)} scripts, ${services.length} services`;
}

;// CONCATENATED MODULE: ./lib/src/actions/rollback-place/bring-back.js










const LOST_BUT_LIVE = Symbol("the answer was lost, but the content is live");
async function bringBack(client, step) {
    const { inputs } = step;
    const plan = await lookAgain(client, step);
    const published = await unlessLost(client, step, plan, () => publishBytes(client, step, plan));
    if (published === LOST_BUT_LIVE || (await isSeenLive(client, step, plan, published)))
        return;
    const isOld = BigInt(published) <= BigInt(plan.newest);
    core/* info */.pq(`Roblox answered with version ${published}${isOld ? ", which has these bytes already" : ""}, and ${step.live === undefined ? "no version" : `version ${step.live}`} is live. Trying versions:rollback`);
    const rollback = { placeId: inputs.placeId, number: plan.target, title: titleFor(inputs) };
    const rolledBack = await unlessLost(client, step, plan, async () => noteMade(step, await (0,api_versions/* rollBackVersion */.RJ)(client, rollback, watchOf(step)))).catch((error) => {
        if (!(error instanceof call/* CallError */.RA) || client.deadline.signal.aborted)
            throw error;
        throw new runner_failure/* StepFailure */.pH(titleFor(inputs, effectSoFar(step)), `Roblox took the bytes of version ${plan.target} and answered with version ${published}, which is not live, and versions:rollback did not help: ${error.message} ${whatToClick(step, published)}`);
    });
    if (rolledBack === LOST_BUT_LIVE || (await isSeenLive(client, step, plan, rolledBack)))
        return;
    throw new runner_failure/* StepFailure */.pH(titleFor(inputs), `Roblox has the content of version ${plan.target} as version ${rolledBack}, but did not make it live, neither by publishing its bytes (answered with version ${published}) nor by versions:rollback. ${whatToClick(step, rolledBack)}`);
}
async function lookAgain(client, step) {
    const { inputs, remarks } = step;
    const plan = step.plan;
    const { latest, published: live } = await lookAtVersions(client, inputs);
    step.plan = { ...plan, newest: latest, live };
    if (live !== plan.live) {
        throw new runner_failure/* StepFailure */.pH(titleFor(inputs), `Somebody published place ${inputs.placeId} while version ${plan.target} was fetched: another version is live than before (${plan.live ?? "none"}). Nothing was sent. Look at that version, and run this again if players are to have version ${plan.target} all the same.`);
    }
    if (latest !== plan.newest) {
        (0,annotations/* annotate */.f)(remarks, {
            severity: "warning",
            title: "Somebody saved meanwhile",
            message: `Version ${latest} of place ${inputs.placeId} was saved while version ${plan.target} was fetched, and the rollback lies over it. It stays in ${HISTORY}.`,
        });
    }
    return step.plan;
}
async function publishBytes(client, step, plan) {
    const { universeId, placeId } = step.inputs;
    const { path, bytes, sha256, contentType } = step.file;
    core/* info */.pq(`Publishing the bytes of version ${plan.target} to place ${placeId} of universe ${universeId}`);
    const upload = { universeId, placeId, versionType: "Published", path, bytes, sha256, contentType };
    const { value: version } = await (0,places/* uploadPlace */.vy)(client, upload, watchOf(step));
    noteMade(step, version);
    const others = (0,api_versions/* madeBetween */.o$)(plan.newest, version);
    if (others) {
        (0,annotations/* annotate */.f)(step.remarks, {
            severity: "warning",
            title: "Others made versions in between",
            message: `${others.text} made by others while this step was sending place ${placeId}, and version ${version} lies over ${others.several ? "them" : "it"}. Look at ${HISTORY}.`,
        });
    }
    return version;
}
async function unlessLost(client, step, { newest }, change) {
    try {
        return await change();
    }
    catch (error) {
        const isLost = error instanceof call/* CallError */.RA && error.effect === "possible" && !client.deadline.signal.aborted;
        if (!isLost)
            throw error;
        core/* info */.pq(`${error.happened}. The list of versions tells whether it was done all the same`);
        const live = await awaitLive(client, step.inputs, String(BigInt(newest) + 1n));
        seeLive(step, live);
        step.effect = "possible";
        const isNew = live !== undefined && BigInt(live) > BigInt(newest);
        if (!isNew || (await compareLive(client, step, live)).outcome !== "equal")
            throw error;
        prove(step, "its bytes");
        core/* info */.pq(`It was: version ${live} of place ${step.inputs.placeId} is live and has these bytes`);
        return LOST_BUT_LIVE;
    }
}
function watchOf(step) {
    return {
        onEffect(effect) {
            step.effect = effect;
        },
        onAnswer(answer) {
            if (!(0,open_cloud_answer/* isBusy */.A5)(answer))
                return;
            (0,annotations/* annotate */.f)(step.remarks, {
                severity: "warning",
                title: "Somebody has the place open",
                message: `Roblox said that place ${step.inputs.placeId} is busy (HTTP 409): it is probably open in Studio or in a Team Create session. Ask everybody to close it: a session that goes on holds its own copy, and its next save or publish lies over the rollback.`,
            });
        },
    };
}
async function isSeenLive(client, step, plan, version) {
    const { inputs, made } = step;
    const live = await awaitLive(client, inputs, version);
    seeLive(step, live);
    const isNew = (number) => BigInt(number) > BigInt(plan.newest);
    if (live === undefined || !made.includes(live)) {
        const isOvertaken = live !== undefined && isNew(version) && BigInt(live) > BigInt(version);
        if (!isOvertaken)
            return false;
        throw new runner_failure/* StepFailure */.pH(titleFor(inputs), `Version ${version} of place ${inputs.placeId} has the content of version ${plan.target}, but somebody published version ${live} right after it. Look at version ${live}; run this again if players are to have version ${plan.target} all the same.`);
    }
    const { outcome, text } = await compareLive(client, step, live);
    if (outcome === "unknown" && !isNew(live))
        return false;
    if (outcome === "other" || (outcome === "alike" && !isNew(live))) {
        throw new runner_failure/* StepFailure */.pH(titleFor(inputs), `Roblox answered that version ${live}, which is live, has the content of version ${plan.target}, but that version has something else in it: ${text} ${whatToClick(step, plan.target)}`);
    }
    if (outcome === "unknown") {
        core/* info */.pq(`The bytes of version ${live} could not be fetched again, so that its number is the proof. ${text}`);
    }
    if (outcome === "alike") {
        (0,annotations/* annotate */.f)(step.remarks, {
            severity: "warning",
            title: "Roblox gives other bytes back",
            message: `Version ${live} is live, and by its number the one that was made of version ${plan.target}. Fetched again, its bytes are not those that were sent, though there is as much in them: ${text} Roblox probably wrote the file anew.`,
        });
    }
    prove(step, outcome === "equal" ? "its number and its bytes" : "its number");
    core/* info */.pq(`Version ${live} of place ${inputs.placeId} is live, with the content of version ${plan.target}: proved by ${step.proof}`);
    return true;
}
function whatToClick({ inputs, plan }, version) {
    const content = version === plan?.target ? "" : `, which has the content of version ${plan?.target}`;
    return `What to do by hand: in the Creator Dashboard open the experience, Places, place ${inputs.placeId}, Version History; restore version ${version}${content}; then open the place in Studio and choose File → Publish to Roblox, since restoring alone does not make it live.`;
}

// EXTERNAL MODULE: ./lib/src/runner/markdown.js
var markdown = __webpack_require__(4612);
// EXTERNAL MODULE: ./lib/src/runner/summary.js
var summary = __webpack_require__(7457);
;// CONCATENATED MODULE: ./lib/src/actions/rollback-place/summary.js





async function writeSummary(step) {
    const seconds = (performance.now() - step.beganAt) / 1000;
    await (0,summary/* addToSummary */.Dg)(() => summaryOf(step, seconds, (0,context/* apiKeyHelp */.Px)()));
}
function summaryOf(step, seconds, keyHelp) {
    const { inputs, plan, file, live, proof, failure, remarks } = step;
    const table = (0,summary/* tableOfFacts */.DH)([
        ["Universe", inputs.universeId],
        ["Live before", plan?.live],
        ["Live now", live],
        [proof === undefined ? "Asked for" : "Content of", plan?.target],
        ["Proved by", proof],
        ["Size", file && (0,units/* bytesText */.pV)(file.bytes)],
        ["SHA-256", file && (0,markdown/* code */.aY)(file.sha256)],
        ["Time", (0,units/* secondsText */.Hd)(seconds)],
    ]);
    const notes = (0,summary/* listOfRemarks */.fX)(remarks, keyHelp);
    const sections = [
        `### ${headingOf(step)}`,
        table,
        ...(failure ? [`> ${(0,markdown/* prose */.CS)(failure.message, keyHelp)}`] : []),
        ...(notes === "" ? [] : [notes]),
    ];
    return `${sections.join("\n\n")}\n`;
}
function headingOf({ inputs, plan, live, failure }) {
    const { placeId, dryRun } = inputs;
    const place = `[${placeId}](https://www.roblox.com/games/${placeId})`;
    if (failure)
        return `❌ ${(0,markdown/* plain */.pj)((0,harmless/* harmless */.I)(failure.title))}`;
    if (live === undefined && dryRun) {
        return `☑️ Dry run: place ${place} can go back to version ${plan?.target}, nothing was changed`;
    }
    return live === plan?.target
        ? `✅ Version ${live} of place ${place} is live`
        : `✅ Place ${place} has the content of version ${plan?.target} again, live as version ${live}`;
}

// EXTERNAL MODULE: ./lib/src/runner/inputs.js
var runner_inputs = __webpack_require__(7724);
;// CONCATENATED MODULE: ./lib/src/actions/rollback-place/inputs.js

async function readInputs() {
    const reader = new runner_inputs/* InputReader */.i_();
    const common = await (0,runner_inputs/* readKeyedInputs */.aG)(reader);
    const placeId = reader.id("placeId");
    const versionNumber = reader.text("versionNumber");
    if (versionNumber !== "" && !(0,runner_inputs/* isId */.eQ)(versionNumber)) {
        reader.problem(`versionNumber is ${reader.show(versionNumber)}, but must be the number of a version of the place. Leave it out for the newest published one below the live one.`);
    }
    const inputs = { ...common, placeId, versionNumber, dryRun: reader.boolean("dryRun") };
    reader.finish();
    return inputs;
}

;// CONCATENATED MODULE: ./lib/src/actions/rollback-place/main.js














const LAST_SECONDS = 2;
async function run(inputs) {
    const client = (0,open_cloud_client/* startClient */.eQ)(inputs, (0,context/* caller */.mF)());
    const step = startRecord(inputs);
    (0,cancel/* ifCancelled */.lC)({ say: () => fateOf(step), finish: (message) => finishCancelled(step, message) });
    try {
        const { live, target } = await makePlan(client, step);
        if (live === target)
            return tellNothingToDo(step, target);
        await fetchTarget(client, step);
        tellWhatStays(step);
        if (inputs.dryRun)
            core/* info */.pq(`Dry run: the bytes of version ${target} would be published. ${fateOf(step)}`);
        else
            await bringBack(client, step);
    }
    catch (error) {
        throw tellingFate(step, error);
    }
    finally {
        await (0,deadline/* within */.ux)(LAST_SECONDS, () => removeFetched(step)).catch(() => { });
        if (!cancel/* cancelled */.KW.aborted)
            await writeSummary(step);
    }
}
function tellNothingToDo(step, target) {
    seeLive(step, target);
    prove(step, "its number");
    core/* info */.pq(`Version ${target} of place ${step.inputs.placeId} is live already: there is nothing to do`);
}
function tellWhatStays({ inputs, remarks, plan }) {
    (0,annotations/* annotate */.f)(remarks, {
        severity: "notice",
        title: "What does not go back",
        message: `A rollback brings back what is in the place file of version ${plan?.target}. Data stores, configs, prices and products, the settings of place ${inputs.placeId}, and packages that are loaded at run time stay as they are: a version that cannot read the data of a newer one does harm. Running servers keep their version until they end or are restarted (restart-servers).`,
    });
}
function tellingFate(step, error) {
    const { title, message } = (0,runner_failure/* failureOf */.g5)(error);
    const failure = new runner_failure/* StepFailure */.pH(error instanceof call/* CallError */.RA ? titleFor(step.inputs, effectSoFar(step)) : title, `${message} ${fateOf(step)}`);
    step.failure ??= failure;
    return failure;
}
async function finishCancelled(step, message) {
    step.failure = { title: cancel/* CANCELLED_TITLE */.Fq, message };
    await (0,deadline/* within */.ux)(LAST_SECONDS, () => Promise.all([writeSummary(step), removeFetched(step)]));
}


/***/ }),

/***/ 2202:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CH: () => (/* binding */ universeOfPlace),
/* harmony export */   F2: () => (/* binding */ publishingOf),
/* harmony export */   vy: () => (/* binding */ uploadPlace)
/* harmony export */ });
/* unused harmony export versionNumberOf */
/* harmony import */ var _text_units_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6647);
/* harmony import */ var _answer_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3953);
/* harmony import */ var _body_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8967);
/* harmony import */ var _call_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9962);
/* harmony import */ var _facts_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1512);
/* harmony import */ var _pages_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2699);






const SAFE_TO_REPEAT = "Running the step again is safe: Roblox has been seen to answer identical bytes with the existing version.";
function uploadPlace(client, upload, watch) {
    return (0,_call_js__WEBPACK_IMPORTED_MODULE_2__/* .callAndCount */ .Hp)(client, uploadCall(client, upload), watch);
}
function publishingOf(placeId) {
    return { what: `place ${placeId} was`, done: "published" };
}
function uploadCall(client, upload) {
    const { universeId, placeId, versionType, contentType, bytes } = upload;
    return {
        method: "POST",
        target: `/universes/v1/${universeId}/places/${placeId}/versions?versionType=${versionType}`,
        headers: { accept: "application/json, text/plain" },
        body: (0,_body_js__WEBPACK_IMPORTED_MODULE_1__/* .provenFile */ .HI)(upload, contentType),
        permission: _facts_js__WEBPACK_IMPORTED_MODULE_3__/* .APIS */ .yc.publish.permission,
        repeatable: true,
        paced: true,
        read: versionNumberOf,
        unreadable: "final",
        words: {
            title: publishingOf(placeId),
            doing: "publishing",
            limit: `${_facts_js__WEBPACK_IMPORTED_MODULE_3__/* .APIS */ .yc.publish.perMinute} uploads a minute`,
            ifUncertain: `The place may have been published all the same; its version history in the Creator Dashboard tells. ${SAFE_TO_REPEAT}`,
            ifBrokenOff: "nothing was published",
            ifRefused: "The place is probably not part of the universe.",
            ifForbidden: {
                why: "Publishing to this place is not allowed, likeliest because the key lacks universe-places write on this experience, because its owner may not edit it (group role), or because the publishing requirements of the account are not met.",
                next: `Check the key in the ${_pages_js__WEBPACK_IMPORTED_MODULE_4__/* .DASHBOARD */ .$} and publish once from Studio with the same account, which names what is missing.`,
            },
            ifBusy: "The place is probably open in Roblox Studio or a Team Create session: close it there.",
            refusal: (answer) => refusalOf(answer, bytes),
        },
        async findOut(answer) {
            const isWrongPlace = answer.status === 404 || (answer.status === 409 && !(0,_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .isBusy */ .A5)(answer));
            if (!isWrongPlace)
                return undefined;
            return reasonOfWrongPlace(answer.status, upload, await universeOfPlace(client, placeId, _call_js__WEBPACK_IMPORTED_MODULE_2__/* .LOOK_UP_SECONDS */ .YP));
        },
    };
}
function refusalOf(answer, bytes) {
    const { status } = answer;
    if ((0,_call_js__WEBPACK_IMPORTED_MODULE_2__/* .succeeded */ .gq)(answer) && answer.bodySent) {
        return {
            why: "That is no version number, so it is not known whether the place was published.",
            next: `Look at the place's version history in the Creator Dashboard before you run this again; if the version is missing, look at ${_pages_js__WEBPACK_IMPORTED_MODULE_4__/* .STATUS_PAGE */ .s}.`,
        };
    }
    if ((0,_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .isBusy */ .A5)(answer)) {
        return {
            why: "The place is probably open in Roblox Studio or in a Team Create session; now and then Roblox itself is busy.",
            next: `Close the place in Studio and end the Team Create session, then run the job again. ${SAFE_TO_REPEAT}`,
        };
    }
    if (status === 413) {
        return {
            why: `The file (${(0,_text_units_js__WEBPACK_IMPORTED_MODULE_5__/* .thousands */ .oh)(bytes)} bytes) is larger than Roblox takes.`,
            next: "Make the place smaller; an .rbxlx file shrinks a lot when it is built as .rbxl.",
        };
    }
    if (status === 400 && (0,_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .readAnswer */ .JN)(answer).form !== "html") {
        return {
            why: "Roblox did not accept the file's content: it is damaged, goes on after its end, or holds what Roblox cannot read.",
            next: "Open the file in Roblox Studio to see whether it loads, build it again, and leave checkFile at strict so that damage is found before the upload.",
        };
    }
    return undefined;
}
function reasonOfWrongPlace(status, { universeId, placeId }, owner) {
    if (owner !== undefined && owner !== universeId) {
        return {
            why: `Place ${placeId} belongs to universe ${owner}, not to ${universeId}.`,
            next: `Set universeId to ${owner}, or correct placeId.`,
        };
    }
    if (owner === universeId) {
        return {
            why: `Place ${placeId} does belong to universe ${universeId}, so the ids are right.`,
            next: "Read Roblox's words above; run the job again later, and check the place's status in the Creator Dashboard.",
        };
    }
    return {
        why: status === 404 ? "The place or the universe does not exist." : "The place is probably not part of the universe.",
        next: "Compare both ids with the Creator Dashboard: universeId is on the experience's overview (… → Copy Universe ID), placeId on the place's page (… → Copy Place ID). A place must exist before it can be published to.",
    };
}
function versionNumberOf(answer) {
    if (!(0,_call_js__WEBPACK_IMPORTED_MODULE_2__/* .succeeded */ .gq)(answer) || !answer.bodySent)
        return undefined;
    const digits = (0,_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .textOf */ .b6)((0,_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .parseObject */ .lj)(answer.text.trim())?.versionNumber);
    return /^[1-9]\d{0,18}$/.test(digits) ? digits : undefined;
}
async function universeOfPlace(client, placeId, seconds) {
    const read = ({ status, text }) => {
        const id = status === 200 ? (0,_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .textOf */ .b6)((0,_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .parseObject */ .lj)(text)?.universeId) : "";
        return /^[1-9]\d{0,18}$/.test(id) ? id : undefined;
    };
    return (0,_call_js__WEBPACK_IMPORTED_MODULE_2__/* .lookUp */ .TE)(client, { method: "GET", target: `/universes/v1/places/${placeId}/universe`, read }, seconds);
}


/***/ })

};

import type { UploadAssetInputs } from "./inputs.ts";

/** What the script returns: the step that it came to, and what became of that. */
export type Stage = "received" | "read" | "uploaded";

/**
 * The Luau that makes its binary input the next version of a plugin. It returns one table and throws nothing: `stage`, the
 * `sha256` and `bytes` that arrived, and `result` and `said` of `AssetService:CreateAssetVersionAsync`, or an `error`.
 *
 * Without `Name` and `Description` the engine writes its own ones into the asset ("AssetService", requestParameters).
 * Every text travels as escaped bytes, so that none of it can be read as Luau.
 */
export function pluginScript(
  {
    assetId,
    displayName,
    description,
    creator,
  }: Pick<UploadAssetInputs, "assetId" | "displayName" | "description" | "creator">,
  sha256: string,
): string {
  const [creatorType, creatorId] =
    creator && "groupId" in creator ? ["Group", creator.groupId] : ["User", creator?.userId ?? "0"];
  return `local task = ...
local AssetService = game:GetService("AssetService")
local EncodingService = game:GetService("EncodingService")
local SerializationService = game:GetService("SerializationService")

local told = { stage = "received" }
local ok, problem = pcall(function()
	local input = task.BinaryInput
	local hash = EncodingService:ComputeBufferHash(input, Enum.HashAlgorithm.Sha256)
	local digits = {}
	for at = 0, buffer.len(hash) - 1 do
		table.insert(digits, string.format("%02x", buffer.readu8(hash, at)))
	end
	told.bytes = buffer.len(input)
	told.sha256 = table.concat(digits)
	if told.sha256 ~= ${luauText(sha256)} then
		return
	end

	told.stage = "read"
	local roots = SerializationService:DeserializeInstancesAsync(input)
	told.roots = #roots
	if #roots ~= 1 then
		return
	end

	told.stage = "uploaded"
	local result, said = AssetService:CreateAssetVersionAsync(roots[1], Enum.AssetType.Plugin, ${assetId}, {
		Name = ${luauText(displayName)},
		Description = ${luauText(description)},
		CreatorId = ${creatorId},
		CreatorType = Enum.AssetCreatorType.${creatorType},
	})
	told.result = result.Name
	told.said = tostring(said)
end)
if not ok then
	told.error = tostring(problem)
end
return told
`;
}

function luauText(text: string): string {
  const escaped = [...Buffer.from(text)].map((byte) => {
    const character = String.fromCharCode(byte);
    return /[\w .,-]/.test(character) ? character : `\\x${byte.toString(16).padStart(2, "0")}`;
  });
  return `"${escaped.join("")}"`;
}

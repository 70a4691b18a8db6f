// What the judges share. A judge looks at files and says what it finds in each;
// a file in which nothing is found has passed.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

// The files of FOLDER whose names end so, in order.
export function filesOf(folder, suffix) {
	return readdirSync(folder, { recursive: true })
		.filter((name) => name.endsWith(suffix))
		.sort()
		.map((name) => join(folder, name));
}

// The pages among FILES that differ by more than whom they say they are for: one of
// each. The others are the same page.
export function distinct(files) {
	const seen = new Set();

	return files.filter((file) => {
		const text = readFileSync(file, "utf8").replace(
			/This copy shows the parts meant for [^.]*\./,
			"",
		);
		const size = seen.size;

		seen.add(`${dirname(file)} ${text}`);
		return seen.size > size;
	});
}

export function readJson(file) {
	return JSON.parse(readFileSync(file, "utf8"));
}

// Lets the LOOKS share the FILES: each returns what it finds in one, as
// sentences. Prints every finding, and last how many files passed and failed,
// which ./bootstrap adds up.
export async function judge(files, ...looks) {
	const rest = [...files];
	let passed = 0;
	let failed = 0;

	async function work(look) {
		for (let file = rest.shift(); file; file = rest.shift()) {
			const found = await look(file);

			for (const text of found)
				console.log(`${file}: ${text}`);
			if (found.length === 0)
				passed++;
			else
				failed++;
		}
	}

	await Promise.all(looks.map(work));
	console.log(`${passed} passed, ${failed} failed`);
	if (failed > 0 || passed === 0)
		process.exitCode = 1;
}

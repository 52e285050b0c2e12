/** Reads one roadmap file and plans its import: see {@link planFile}, which starts this and is told the plan. */
import { parentPort, workerData } from 'node:worker_threads';
import { m } from '../../paraglide/messages.js';
import { overwriteGetLocale } from '../../paraglide/runtime.js';
import type { Entry } from '../../record/entries.ts';
import { refold } from '../../record/fold.ts';
import { parseEntry } from '../../record/parse.ts';
import { isRaw } from '../../record/raw.ts';
import type { RecordState } from '../../record/state.ts';
import { previewImport } from '../../roadmap/preview.ts';
import { readUtf8 } from '../../roadmap/file/utf8.ts';
import { askedOfLeaders } from '../../drafts/leader-import.ts';
import type { Plan, Said, Task } from './plan.ts';
import { parts } from './parts.ts';

/** More differences than a person reads. */
const MOST = 200;

const task = workerData as Task;
overwriteGetLocale(() => task.locale);
const say = (said: Said) => parentPort!.postMessage(said);

function recorded({ slug, stored, raw }: Task): RecordState['organizations'] {
	const entries = stored.map(parseEntry).filter((entry): entry is Entry => !isRaw(entry));
	const organization = refold({ slug, entries, raw })(Infinity);
	return new Map(organization ? [[slug, organization]] : []);
}

function planned(): { plan: Plan; steps: Parameters<typeof parts>[0] } {
	const refuse = (...problems: { path: string; message: string }[]) => ({
		plan: { ok: false as const, problems },
		steps: []
	});
	const text = readUtf8(task.bytes);
	if (text === null) return refuse({ path: '', message: m.import_not_utf8() });
	const { slug: here, rules, raw, today } = task;
	const record = { organizations: recorded(task), raw };
	const preview = previewImport(text, record, today, askedOfLeaders(here, rules, today));
	if (!preview.ok) return refuse(...preview.problems);
	const { slug } = preview.file.organization;
	const { expected } = preview;
	const { steps, notes, differences } = preview.plan;
	if (differences.length && slug === here) {
		const told = differences.slice(0, MOST).map(({ path, message }) => ({ path, message }));
		const more = differences.length - told.length;
		if (more > 0) told.push({ path: '', message: m.import_more_problems({ count: more }) });
		return { plan: { ok: false, differences: told }, steps: [] };
	}
	const plan = { slug, expected, total: steps.length, notes, steps: [] };
	return { plan: { ok: true, planned: plan }, steps };
}

const { plan, steps } = planned();
say({ plan });
for (const part of parts(steps)) say({ part });

import { fold } from '../../src/lib/record/fold.ts';
import { fileFromRecord } from '../../src/lib/roadmap/file/from-record.ts';
import { syntheticRecord } from './synthetic-record.ts';

/** A roadmap file of 200 goals with an update each month: 46 months make a little more than 10,000 entries. */
export function longRoadmap(months: number): { slug: string; text: string } {
	const slug = 'example';
	const file = fileFromRecord(fold(syntheticRecord(months)).organizations.get(slug)!);
	// The record's labels of changes are made up, which only a transcriber may bring.
	const kept = { kept_by: 'transcriber', kept_by_note: 'For a benchmark.' };
	return {
		slug,
		text: JSON.stringify({ ...file, organization: { ...file.organization, ...kept } })
	};
}

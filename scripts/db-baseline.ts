/**
 * Writes the baseline migration from supabase/schemas. Only as long as nobody's database was made from it:
 * from then on schemas change together with a new migration.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MIGRATIONS } from '../src/lib/server/backend/migrations.ts';
import { BASELINE, baseline, migrationsBesideBaseline } from './schema/sources.ts';

const others = migrationsBesideBaseline();
if (others.length) {
	console.error(
		`The baseline stays as it is: ${others.join(', ')} builds on it. Edit supabase/schemas and add another migration.`
	);
	process.exitCode = 1;
} else {
	writeFileSync(join(MIGRATIONS, BASELINE), baseline());
	console.log(`supabase/migrations/${BASELINE} written.`);
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Mails as GoTrue makes them from the templates of supabase/config.toml. */

export type Template = 'magic_link' | 'invite' | 'confirmation' | 'recovery' | 'email_change';
export type Mail = { template: Template; to: string; subject: string; html: string };
/** What a template may name, without the dot. */
export type Facts = {
	SiteURL: string;
	RedirectTo: string;
	Email: string;
	NewEmail: string;
	Token: string;
	TokenHash: string;
};

const ROOT = join(import.meta.dirname, '..', '..', '..');

export function mail(template: Template, to: string, facts: Facts): Mail {
	const config = readFileSync(join(ROOT, 'supabase', 'config.toml'), 'utf8');
	const section = config.split(`[auth.email.template.${template}]`)[1]?.split('\n[')[0];
	const subject = /^subject = '(.*)'$/m.exec(section ?? '')?.[1];
	const path = /^content_path = "(.*)"$/m.exec(section ?? '')?.[1];
	if (!subject || !path) throw new Error(`supabase/config.toml has no template ${template}.`);
	const html = readFileSync(join(ROOT, path), 'utf8');
	return { template, to, subject: filled(subject, facts), html: filled(html, facts) };
}

/** Of Go's templates what ours use: a choice by the address to return to, and names. */
function filled(text: string, facts: Facts): string {
	const chosen = text.replace(
		/\{\{ if eq \.RedirectTo \(printf "%s([^"]*)" \.SiteURL\) \}\}([^]*?)\{\{ else \}\}([^]*?)\{\{ end \}\}/g,
		(_, path: string, yes: string, no: string) =>
			facts.RedirectTo === facts.SiteURL + path ? yes : no
	);
	return chosen.replace(/\{\{ (.*?) \}\}/g, (_, name: string) => {
		const value = facts[name.slice(1) as keyof Facts];
		if (!name.startsWith('.') || value === undefined)
			throw new Error(`The double knows no template with ${name}.`);
		return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&#34;');
	});
}

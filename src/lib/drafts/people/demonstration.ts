/* eslint-disable no-restricted-syntax -- names of persons */
import { m } from '../../paraglide/messages.js';
import type { Role } from './roles.ts';

/** The persons of the demonstration organization; all fictional. */
export const DEMONSTRATION_SLUG = 'lodestone';

type Person = {
	name: string;
	email: string;
	role: Role;
	/** What a reviewer may see: as her last review says. */
	review_access?: 'full';
	about: () => string;
};

export const DEMONSTRATION_PERSONS: Person[] = [
	{
		name: 'Ines Valderrama',
		email: 'ines.valderrama@lodestone.example',
		role: 'leader',
		about: m.form_about_head_of_safety
	},
	{
		name: 'Kwabena Asare-Holt',
		email: 'kwabena.asare-holt@lodestone.example',
		role: 'leader',
		about: m.form_about_security_officer
	},
	{
		name: 'Mei-Lin Tsai',
		email: 'mei-lin.tsai@lodestone.example',
		role: 'contributor',
		about: m.form_about_security_team
	},
	{
		name: 'Ravi Chandrasekar',
		email: 'ravi.chandrasekar@lodestone.example',
		role: 'contributor',
		about: m.form_about_alignment_team
	},
	{
		name: 'Siobhán Delacroix',
		email: 'siobhan.delacroix@lodestone.example',
		role: 'contributor',
		about: m.form_about_policy_team
	},
	{
		name: 'Dr Amara Okonjo-Lind',
		email: 'amara.okonjo-lind@harbour-institute.example',
		role: 'reviewer',
		review_access: 'full',
		about: m.form_about_institute
	}
];

import type { Role } from './roles.ts';

/** The persons of the demonstration organization; all fictional. */
export const DEMONSTRATION_SLUG = 'lodestone';

type Person = { name: string; email: string; role: Role; about: string };

export const DEMONSTRATION_PERSONS: Person[] = [
	{
		name: 'Ines Valderrama',
		email: 'ines.valderrama@lodestone.example',
		role: 'leader',
		about: 'Head of safety'
	},
	{
		name: 'Kwabena Asare-Holt',
		email: 'kwabena.asare-holt@lodestone.example',
		role: 'leader',
		about: 'Chief security officer'
	},
	{
		name: 'Mei-Lin Tsai',
		email: 'mei-lin.tsai@lodestone.example',
		role: 'contributor',
		about: 'Security team'
	},
	{
		name: 'Ravi Chandrasekar',
		email: 'ravi.chandrasekar@lodestone.example',
		role: 'contributor',
		about: 'Alignment team'
	},
	{
		name: 'Siobhán Delacroix',
		email: 'siobhan.delacroix@lodestone.example',
		role: 'contributor',
		about: 'Safeguards and policy team'
	},
	{
		name: 'Dr Amara Okonjo-Lind',
		email: 'amara.okonjo-lind@harbour-institute.example',
		role: 'reviewer',
		about: 'Harbour Institute for AI Assurance (fictional)'
	}
];

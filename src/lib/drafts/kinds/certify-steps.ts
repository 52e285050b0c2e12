import { z } from 'zod';
import { shortText } from '../../record/parts.ts';
import { text } from '../form.ts';
import { inOrder } from '../in-order.ts';

/** What is asked before a certified scorecard goes on. */

/** Whether the record gives the figures that a draft has, whatever the order of their fields. */
export function sameFigures(one: unknown, other: unknown): boolean {
	return inOrder(one) === inOrder(other);
}

/** Name and office of the second person. */
export const confirmForm = z.object({ name: shortText, office: shortText });

export function readConfirmation(form: FormData): { name: string; office: string } {
	return { name: text(form, 'name'), office: text(form, 'office') };
}

import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { DraftField } from '../../store/organisation-draft.ts'
import type { FormActions, FormState, FormStore } from './form-store.ts'

export const FormContext = createContext<FormStore | null>(null)

/** A part of the form's state; the component renders again when that part changes. */
export function useForm<T>(select: (state: FormState & FormActions) => T): T {
  const store = useContext(FormContext)
  if (!store) throw new Error('The form is used outside a FormContext.')
  return useStore(store, select)
}

/** What a field of the form needs: its error, and its input's value. */
export function useFormField(name: DraftField) {
  const value = useForm(({ draft }) => draft[name])
  const error = useForm(({ errors }) => errors[name])
  const set = useForm((state) => state.set)
  return {
    field: { validationMessage: error, validationState: error ? ('error' as const) : ('none' as const) },
    input: {
      name,
      value,
      onChange: (_: unknown, changed: { value: string }) => set(name, changed.value),
      spellCheck: false,
      autoComplete: 'off',
    },
  }
}

/** Gives the focus to the field of this name, or to the first with an error, once it is there. */
export function focusField(form: HTMLElement | null, name?: string): void {
  const selector = name === undefined ? '[aria-invalid="true"]' : `[name="${name}"]`
  requestAnimationFrame(() => form?.querySelector<HTMLElement>(selector)?.focus())
}

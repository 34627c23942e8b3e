import { Button, Group, Modal, Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field } from '~/shared/fields/queries'
import { useFieldWords } from '~/shared/fields/useFieldWords'
import type { Value } from '~/shared/fields/value'
import { problemOf } from '~/shared/api/problem'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { FieldInput } from './FieldInput'
import { type Known, useTell } from './queries'

type Props = { id: string; fields: Field[]; known: Known[]; onClose: () => void }

/** Says what is known of a person; only what was changed is told. */
export function Edit({ id, fields, known, onClose }: Props) {
  const { t } = useTranslation('fields')
  const { nameOf } = useFieldWords()
  const [changed, setChanged] = useState<Record<string, Value>>({})
  const tell = useTell(id)
  const valueOf = ({ key }: Field) =>
    key in changed
      ? changed[key]
      : ((known.find((one) => one.field === key)?.value ?? null) as Value)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    tell.mutateAsync(changed).then(onClose, () => undefined)
  }
  const faults = tell.error === null ? [] : (problemOf(tell.error).errors)
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('card.title')}
      closeButtonProps={{ 'aria-label': t('words:close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          {fields
            .filter((field) => !field.archived_at)
            .map((field) => (
              <FieldInput
                key={field.key}
                field={field}
                label={nameOf(field)}
                value={valueOf(field) ?? null}
                fault={faults.some((one) => one.field === field.key)}
                onChange={(value) => setChanged({ ...changed, [field.key]: value })}
              />
            ))}
          {tell.error !== null && <ProblemNotice error={tell.error} />}
          <Group gap="sm">
            <Button
              type="submit"
              loading={tell.isPending}
              disabled={Object.keys(changed).length === 0}
            >
              {t('keep')}
            </Button>
            <Button variant="default" onClick={onClose}>
              {t('words:cancel')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

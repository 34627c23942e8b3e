import { ActionIcon, Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRights } from '~/shared/api/door'
import { type Field, useFields } from '~/shared/fields/queries'
import { useFieldWords } from '~/shared/fields/useFieldWords'
import { Answer } from '~/shared/page/Answer'
import { Panel } from '~/shared/page/Panel'
import { Edit } from './Edit'
import { Past } from './Past'
import { type Known, useKnown } from './queries'

/** What is known of a person beyond who he is, with a way to say more and to see what it was. */
export function Fields({ id }: { id: string }) {
  const { t } = useTranslation('fields')
  const may = useRights()
  const fields = useFields()
  const asked = useKnown(id)
  const [editing, setEditing] = useState(false)
  // An empty text stands for everything that ever changed.
  const [past, setPast] = useState<string | null>(null)
  return (
    <Panel title={t('card.title')} definition={t('card.definition')}>
      <Answer of={fields} height={120}>
        {({ items }) => (
          <Answer of={asked} height={120}>
            {(known) => (
              <Stack gap="sm">
                <Values fields={items} known={known.items} onPast={setPast} />
                <Group gap="xs">
                  {may('take_in') && (
                    <Button size="xs" variant="default" onClick={() => setEditing(true)}>
                      {t('card.edit')}
                    </Button>
                  )}
                  <Button size="xs" variant="subtle" onClick={() => setPast('')}>
                    {t('card.past')}
                  </Button>
                </Group>
                {items.length === 1 && may('own') && (
                  <Anchor component={Link} to="/settings/fields" size="sm">
                    {t('card.make')}
                  </Anchor>
                )}
                {editing && (
                  <Edit
                    id={id}
                    fields={items}
                    known={known.items}
                    onClose={() => setEditing(false)}
                  />
                )}
                {past !== null && (
                  <Past id={id} field={past} fields={items} onClose={() => setPast(null)} />
                )}
              </Stack>
            )}
          </Answer>
        )}
      </Answer>
    </Panel>
  )
}

type ValuesProps = { fields: Field[]; known: Known[]; onPast: (field: string) => void }

/** Fields in use, and those put away of which something is known. */
function Values({ fields, known, onPast }: ValuesProps) {
  const { t } = useTranslation('fields')
  const { nameOf, valueOf } = useFieldWords()
  const toldOf = (field: Field) => known.find((one) => one.field === field.key)
  const shown = fields.filter((field) => !field.archived_at || toldOf(field)?.value != null)
  return shown.map((field) => {
    const told = toldOf(field)
    return (
      <Group key={field.key} justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
        <div style={{ minWidth: 0 }}>
          <Text size="sm" c="dimmed">
            {nameOf(field)}
            {field.archived_at && ` · ${t('archived')}`}
          </Text>
          <Text
            style={{ overflowWrap: 'anywhere' }}
            c={told?.value == null ? 'dimmed' : undefined}
          >
            {valueOf(field.kind, told?.value)}
          </Text>
        </div>
        {told && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('card.pastOf', { name: nameOf(field) })}
            title={t('card.pastOf', { name: nameOf(field) })}
            onClick={() => onPast(field.key)}
          >
            ↺
          </ActionIcon>
        )}
      </Group>
    )
  })
}

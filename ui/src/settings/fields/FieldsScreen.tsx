import { Badge, Button, Group, Stack, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRights } from '~/shared/api/door'
import { type Field, useFields } from '~/shared/fields/queries'
import { useFieldWords } from '~/shared/fields/useFieldWords'
import { Answer } from '~/shared/page/Answer'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import { FieldForm } from './FieldForm'

/** What the shop wants to know of its customers beyond who they are. */
export function FieldsScreen() {
  const { t } = useTranslation('fields')
  const may = useRights()
  const asked = useFields()
  const [open, setOpen] = useState<Field | 'new' | null>(null)
  const mayChange = may('own')
  return (
    <Page
      title={t('title')}
      intro={t('intro')}
      actions={mayChange && <Button onClick={() => setOpen('new')}>{t('add')}</Button>}
    >
      <Panel>
        <Answer of={asked} height={240}>
          {({ items, most }) => (
            <Stack gap="md">
              <List fields={items} onOpen={mayChange ? setOpen : undefined} />
              {items.length === 1 && <Text c="dimmed">{t('none')}</Text>}
              <Text size="sm" c="dimmed">
                {t('limits', { n: items.length, most })}
              </Text>
            </Stack>
          )}
        </Answer>
      </Panel>
      {open && (
        <FieldForm of={open === 'new' ? undefined : open} onClose={() => setOpen(null)} />
      )}
    </Page>
  )
}

type ListProps = { fields: Field[]; onOpen?: (field: Field) => void }

function List({ fields, onOpen }: ListProps) {
  const { t } = useTranslation('fields')
  const { nameOf } = useFieldWords()
  const format = useFormat()
  return (
    <Table.ScrollContainer minWidth={620}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('name')}</Table.Th>
            <Table.Th>{t('kind')}</Table.Th>
            <Table.Th>{t('key')}</Table.Th>
            <Table.Th ta="right">{t('known')}</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {fields.map((field) => (
            <Table.Tr key={field.key}>
              <Table.Td>
                <Group gap="xs">
                  <Text fw={500} c={field.archived_at ? 'dimmed' : undefined}>
                    {nameOf(field)}
                  </Text>
                  {field.archived_at && (
                    <Badge variant="default" tt="none">
                      {t('archived')}
                    </Badge>
                  )}
                </Group>
              </Table.Td>
              <Table.Td>
                {t(`kinds.${field.kind}.name`)}
                {field.choices.length > 0 && (
                  <Text size="sm" c="dimmed" lineClamp={2}>
                    {field.choices.join(', ')}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                <code>{field.key}</code>
              </Table.Td>
              <Table.Td ta="right">{format.number(field.n_known)}</Table.Td>
              <Table.Td ta="right">
                {field.is_built_in ? (
                  <Text size="sm" c="dimmed">
                    {t('builtIn')}
                  </Text>
                ) : (
                  onOpen && (
                    <Button
                      size="xs"
                      variant="default"
                      aria-label={t('changeOf', { name: nameOf(field) })}
                      onClick={() => onOpen(field)}
                    >
                      {t('change')}
                    </Button>
                  )
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

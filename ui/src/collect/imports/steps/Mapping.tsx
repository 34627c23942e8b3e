import { Select, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFields } from '~/shared/fields/queries'
import { useFieldWords } from '~/shared/fields/useFieldWords'
import type { Preview } from '../queries'
import classes from './steps.module.css'

type Props = { preview: Preview; onChange: (column: number, field: string | null) => void }

/** What the names of the shop's own fields begin with. */
const OWN = 'field.'

/** Each column of the file with five of its values and what it means. */
export function Mapping({ preview, onChange }: Props) {
  const { t } = useTranslation('imports')
  const own = useFields().data?.items ?? []
  const { nameOf } = useFieldWords()
  const labelOf = (name: string) => {
    const field = own.find(({ key }) => name === `${OWN}${key}`)
    return field ? nameOf(field) : t(`fields.${name}`, { defaultValue: name })
  }
  const fields = preview.fields.map(({ name, required }) => ({
    value: name,
    label: labelOf(name) + (required ? ' *' : ''),
  }))
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('column')}</Table.Th>
            <Table.Th>{t('meaning')}</Table.Th>
            <Table.Th>{t('samples')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {preview.columns.map((column) => (
            <Table.Tr key={column.index}>
              <Table.Td fw={500}>{column.name}</Table.Td>
              <Table.Td>
                <Select
                  size="xs"
                  w={230}
                  clearable
                  searchable
                  aria-label={t('meaningOf', { column: column.name })}
                  clearButtonProps={{ 'aria-label': t('noMeaning') }}
                  placeholder={t('noMeaning')}
                  value={column.field}
                  data={fields}
                  onChange={(field) => onChange(column.index, field)}
                />
              </Table.Td>
              <Table.Td>
                <Text size="sm" c="dimmed" className={classes.sample} maw={420}>
                  {column.samples.filter(Boolean).join(' · ')}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

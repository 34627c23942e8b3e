import { Button, Group, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LANGUAGE_NAMES } from '~/app/i18n'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import { type Snippet, summary } from '../blocks'
import { useSnippets } from '../queries'
import { SnippetForm } from './SnippetForm'

/** Groups of blocks that many letters name: changed once, changed everywhere. */
export function Snippets() {
  const { t } = useTranslation('letters')
  const [open, setOpen] = useState<Snippet | 'new' | null>(null)
  const asked = useSnippets()
  return (
    <Panel title={t('snippets.title')} note={t('snippets.note')}>
      <Answer of={asked} height={120}>
        {(known) =>
          known.length === 0 ? (
            <Empty because={t('snippets.none')} />
          ) : (
            <Rows snippets={known} onOpen={setOpen} />
          )
        }
      </Answer>
      <Group>
        <Button variant="default" onClick={() => setOpen('new')}>
          {t('snippets.new')}
        </Button>
      </Group>
      {open && <SnippetForm of={open === 'new' ? undefined : open} onClose={() => setOpen(null)} />}
    </Panel>
  )
}

function Rows({ snippets, onOpen }: { snippets: Snippet[]; onOpen: (snippet: Snippet) => void }) {
  const { t } = useTranslation('letters')
  const format = useFormat()
  return (
    <Table.ScrollContainer minWidth={480}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('snippets.name')}</Table.Th>
            <Table.Th>{t('snippets.says')}</Table.Th>
            <Table.Th ta="right">{t('snippets.written')}</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {snippets.map((one) => (
            <Table.Tr key={one.name + one.language}>
              <Table.Td>
                {one.name}
                <Text size="sm" c="dimmed">
                  {LANGUAGE_NAMES[one.language]}
                </Text>
              </Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                {one.blocks.map(summary).filter(Boolean).join(' · ')}
              </Table.Td>
              <Table.Td ta="right">{format.momentDay(one.updated_at)}</Table.Td>
              <Table.Td ta="right">
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t('snippets.changeOf', { name: one.name })}
                  onClick={() => onOpen(one)}
                >
                  {t('snippets.change')}
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

import { Anchor, Button, Table } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import { Presets } from './presets/Presets'
import { type Import, useImports } from './queries'
import { canBeTakenBack, TakeBack } from './run/TakeBack'

/** Every file that was brought, and what became of it. */
export function PastScreen() {
  const { t } = useTranslation('imports')
  const asked = useImports()
  return (
    <Page
      title={t('title')}
      intro={t('intro')}
      actions={
        <Button component={Link} to="/collect/imports/new">
          {t('new')}
        </Button>
      }
    >
      <Answer of={asked}>
        {({ items }) => (
          <Panel>
            {items.length === 0 ? <Empty because={t('none')} /> : <Runs items={items} />}
          </Panel>
        )}
      </Answer>
      <Presets />
    </Page>
  )
}

function Runs({ items }: { items: Import[] }) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  const [chosen, choose] = useState<Import>()
  return (
    <Table.ScrollContainer minWidth={720}>
      {chosen && <TakeBack run={chosen} onClose={() => choose(undefined)} />}
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('file')}</Table.Th>
            <Table.Th>{t('state')}</Table.Th>
            <Table.Th ta="right">{t('rowsSeen')}</Table.Th>
            <Table.Th ta="right">{t('rejected')}</Table.Th>
            <Table.Th ta="right">{t('startedAt')}</Table.Th>
            <Table.Th aria-label={t('revert.open')} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((run) => (
            <Table.Tr key={run.id}>
              <Table.Td>
                <Anchor component={Link} to="/collect/imports/$id" params={{ id: run.id } as never}>
                  {run.file_name}
                </Anchor>
              </Table.Td>
              <Table.Td>
                {t(`states.${run.dry_run && run.state === 'done' ? 'tried' : run.state}`)}
              </Table.Td>
              <Table.Td ta="right">{format.number(run.rows_done)}</Table.Td>
              <Table.Td ta="right">{format.number(run.summary?.rejected_count)}</Table.Td>
              <Table.Td ta="right">{format.moment(run.started_at)}</Table.Td>
              <Table.Td ta="right">
                {canBeTakenBack(run) && (
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    aria-label={t('revert.openOf', { file: run.file_name })}
                    onClick={() => choose(run)}
                  >
                    {t('revert.open')}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

import { Anchor, Button, Select, Table } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import { nameOf } from '~/shared/people/name'
import { useAddress } from '~/shared/sentence/useAddress'
import { useFormat } from '~/shared/words/useFormat'
import { type Campaign, type Decision, useDecisions } from '../queries'
import { OUTCOMES } from './outcomes'

/** Person by person, why he got or did not get the letter. */
export function Decisions({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns')
  const [address, change] = useAddress()
  const outcome = address.outcome || undefined
  const asked = useDecisions(campaign.id, outcome, campaign.state === 'sending')
  return (
    <Panel
      title={t('why')}
      actions={
        <Select
          size="xs"
          w={220}
          aria-label={t('outcome')}
          value={outcome ?? ''}
          allowDeselect={false}
          data={['', ...OUTCOMES].map((value) => ({
            value,
            label: value ? t(`outcomes.${value}`) : t('everyOutcome'),
          }))}
          onChange={(value) => change({ outcome: value ?? undefined })}
        />
      }
    >
      <Answer of={asked} height={240}>
        {({ pages }) => {
          const decisions = pages.flatMap((page) => page.items)
          if (decisions.length === 0) return <Empty because={t('nobodyDecided')} />
          return (
            <>
              <Rows decisions={decisions} />
              {asked.hasNextPage && (
                <Button
                  variant="default"
                  w="fit-content"
                  loading={asked.isFetchingNextPage}
                  onClick={() => asked.fetchNextPage()}
                >
                  {t('words:more')}
                </Button>
              )}
            </>
          )
        }}
      </Answer>
    </Panel>
  )
}

function Rows({ decisions }: { decisions: Decision[] }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('customers:columns.name')}</Table.Th>
            <Table.Th>{t('outcome')}</Table.Th>
            <Table.Th>{t('reason')}</Table.Th>
            <Table.Th ta="right">{t('at')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {decisions.map((one) => (
            <Table.Tr key={one.customer.id}>
              <Table.Td>
                <Anchor
                  component={Link}
                  to="/customers/$id"
                  params={{ id: one.customer.id } as never}
                >
                  {nameOf(one.customer)}
                </Anchor>
              </Table.Td>
              <Table.Td>{t(`outcomes.${one.outcome}`, { defaultValue: one.outcome })}</Table.Td>
              <Table.Td>
                {one.reason ? t(`reasons.${one.reason}`, { defaultValue: one.reason }) : ''}
              </Table.Td>
              <Table.Td ta="right">{format.moment(one.at)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

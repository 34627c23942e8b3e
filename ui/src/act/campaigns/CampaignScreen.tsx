import { Badge } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Page } from '~/shared/page/Page'
import { useConditionText } from './condition'
import { Editor } from './editor/Editor'
import { useCampaign } from './queries'
import { Result } from './result/Result'

/** One campaign: the editor while it is a draft, its result on the same screen afterwards. */
export function CampaignScreen() {
  const { t } = useTranslation('campaigns')
  const describe = useConditionText()
  const { id } = useParams({ strict: false }) as { id: string }
  const asked = useCampaign(id)
  const campaign = asked.data
  return (
    <Page
      title={campaign?.name ?? t('one')}
      intro={campaign && campaign.state !== 'draft' ? describe(campaign.condition) : undefined}
      actions={
        campaign && (
          <Badge size="lg" variant="default" tt="none">
            {t(`states.${campaign.state}`)}
          </Badge>
        )
      }
    >
      <Answer of={asked} height={480}>
        {(found) =>
          found.state === 'draft' ? (
            <Editor key={found.id} campaign={found} />
          ) : (
            <Result campaign={found} />
          )
        }
      </Answer>
    </Page>
  )
}

import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { tellProblem } from '~/shared/page/tellProblem'
import { useConditionText } from './condition'
import { type Condition, type Recipe, useNewDraft } from './queries'

type Props = { condition: Condition | null; label?: string; quiet?: boolean }

/** From people to a draft for them, in one press; nothing is sent by it. */
export function WriteToThem({ condition, label, quiet }: Props) {
  const { t, i18n } = useTranslation('campaigns')
  const navigate = useNavigate()
  const draft = useNewDraft()
  const describe = useConditionText()
  if (!condition) return null

  const start = async () => {
    const language = i18n.language as Recipe['language']
    const name = t('draftName', { whom: describe(condition) })
    try {
      const campaign = await draft.mutateAsync({ name, condition, language })
      navigate({
        to: '/act/campaigns/$id',
        params: { id: campaign.id } as never,
        search: {} as never,
      })
    } catch (error) {
      tellProblem(error, t)
    }
  }

  return (
    <Button
      onClick={start}
      loading={draft.isPending}
      variant={quiet ? 'default' : 'filled'}
      size={quiet ? 'xs' : 'sm'}
    >
      {label ?? t('writeToThem')}
    </Button>
  )
}

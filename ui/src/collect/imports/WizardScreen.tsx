import { Stack, Stepper } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Page } from '~/shared/page/Page'
import { useAddress } from '~/shared/sentence/useAddress'
import { CheckStep } from './steps/CheckStep'
import { ColumnsStep } from './steps/ColumnsStep'
import { FileStep } from './steps/FileStep'
import { QuestionsStep } from './steps/QuestionsStep'

const STEPS = ['file', 'columns', 'check', 'questions'] as const
type Step = (typeof STEPS)[number]

/** From a file to a filled shop in four steps; the address knows the file and the step. */
export function WizardScreen() {
  const { t } = useTranslation('imports')
  const [address, change] = useAddress()
  const file = address.file
  const step = file ? readStep(address.step) : 'file'
  const go = (next: Step) => change({ step: next })
  const at = STEPS.indexOf(step)

  return (
    <Page title={t('new')} intro={t('newIntro')}>
      <Stepper
        active={at}
        size="sm"
        iconSize={30}
        allowNextStepsSelect={false}
        onStepClick={(index) => go(STEPS[index] ?? 'file')}
      >
        {STEPS.map((name) => (
          <Stepper.Step key={name} label={t(`steps.${name}`)} />
        ))}
      </Stepper>
      <Stack gap="md">
        {step === 'file' && (
          <FileStep onReceived={(id) => change({ file: id, step: 'columns', check: undefined })} />
        )}
        {file && step === 'columns' && (
          <ColumnsStep
            file={file}
            onBack={() => change({ file: undefined, step: undefined })}
            onNext={() => change({ step: 'check', check: undefined })}
          />
        )}
        {file && step === 'check' && (
          <CheckStep file={file} onBack={() => go('columns')} onNext={() => go('questions')} />
        )}
        {file && step === 'questions' && <QuestionsStep file={file} onBack={() => go('check')} />}
      </Stack>
    </Page>
  )
}

function readStep(text: string | undefined): Step {
  return STEPS.includes(text as Step) ? (text as Step) : 'columns'
}

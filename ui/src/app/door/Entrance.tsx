import { RouterProvider } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useDoor } from '~/shared/api/door'
import { router } from '../router'
import { Waiting } from './Waiting'

const SetUp = lazy(async () => ({ default: (await import('./SetUp')).SetUp }))
const SignIn = lazy(async () => ({ default: (await import('./SignIn')).SignIn }))
const Welcome = lazy(async () => ({ default: (await import('./Welcome')).Welcome }))

/** The page for whoever is signed in; for everybody else the door. */
export function Entrance() {
  const door = useDoor()
  if (window.location.pathname === '/welcome' && window.location.hash.length > 1) {
    return (
      <Suspense>
        <Welcome ticket={window.location.hash.slice(1)} />
      </Suspense>
    )
  }
  if (door.data?.state === 'inside') return <RouterProvider router={router} />
  if (!door.data) return <Waiting error={door.error} onRetry={() => door.refetch()} />
  return (
    <Suspense>
      {door.data.state === 'nobody_yet' ? <SetUp mayBegin={door.data.may_begin} /> : <SignIn />}
    </Suspense>
  )
}

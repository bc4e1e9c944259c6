/** A number, no limit at all, or null: what the policy above says. */
export type ThrottlingLimit = number | 'Unlimited' | null

/** What a throttling policy limits, by the parameters of Set-ThrottlingPolicy; times are in milliseconds. */
export interface ClientLimits {
  EwsMaxConcurrency: ThrottlingLimit
  EwsMaxSubscriptions: ThrottlingLimit
  EwsMaxBurst: ThrottlingLimit
  /** How much time of the server an account may use up in an hour. */
  EwsRechargeRate: ThrottlingLimit
  EwsCutoffBalance: ThrottlingLimit
  /** Partnerships of ActiveSync for each mailbox. */
  EasMaxDevices: ThrottlingLimit
}

/** Get-ThrottlingPolicy. */
export interface ThrottlingPolicy {
  name: string
  scope: 'Global' | 'Organization' | 'Regular'
  limits: ClientLimits
}

/** Policies, and which account has one of its own (Get-ThrottlingPolicyAssociation). */
export interface ThrottlingPolicies {
  policies: ThrottlingPolicy[]
  /** By the account. */
  associations: Record<string, string>
}

const GLOBAL = 'GlobalThrottlingPolicy_8d4b1f0e-6b0c-4c53-9f3b-2d1c7a9e5f60'

/** The limits of setup, as is generally known of Exchange 2013 and later; Microsoft's pages give them for 2010 alone. */
export function healthyThrottling(): ThrottlingPolicies {
  const limits: ClientLimits = {
    EwsMaxConcurrency: 27,
    EwsMaxSubscriptions: 5_000,
    EwsMaxBurst: 300_000,
    EwsRechargeRate: 900_000,
    EwsCutoffBalance: 3_000_000,
    EasMaxDevices: 100,
  }
  return { policies: [{ name: GLOBAL, scope: 'Global', limits }], associations: {} }
}

/** A policy of which nothing is set but these. */
export function throttlingPolicy(name: string, limits: Partial<ClientLimits>): ThrottlingPolicy {
  const inherited: ClientLimits = {
    EwsMaxConcurrency: null,
    EwsMaxSubscriptions: null,
    EwsMaxBurst: null,
    EwsRechargeRate: null,
    EwsCutoffBalance: null,
    EasMaxDevices: null,
  }
  return { name, scope: 'Regular', limits: { ...inherited, ...limits } }
}

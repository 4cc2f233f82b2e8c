package io.opsconductor.auth;

import io.opsconductor.auth.account.AccountClient;
import io.opsconductor.auth.account.ForgottenStore;
import io.opsconductor.auth.account.PrincipalClient;
import io.opsconductor.auth.external.ExternalSignIn;
import io.opsconductor.auth.external.LinkedIdentities;
import io.opsconductor.auth.keys.AccessKeys;
import io.opsconductor.auth.keys.AccessTokens;
import io.opsconductor.auth.keys.KeySeal;
import io.opsconductor.auth.keys.KeyStore;
import io.opsconductor.auth.keys.MasterKey;
import io.opsconductor.auth.keys.RotateKeys;
import io.opsconductor.auth.keys.ServiceKeys;
import io.opsconductor.auth.ldap.LdapDirectory;
import io.opsconductor.auth.mail.MailedCodes;
import io.opsconductor.auth.mail.MailedLinks;
import io.opsconductor.auth.mfa.ChallengeStore;
import io.opsconductor.auth.mfa.EmailCodes;
import io.opsconductor.auth.mfa.EnrolPasskey;
import io.opsconductor.auth.mfa.EnrolTotp;
import io.opsconductor.auth.mfa.FactorStore;
import io.opsconductor.auth.mfa.ManageFactors;
import io.opsconductor.auth.mfa.MfaEvents;
import io.opsconductor.auth.mfa.MfaRules;
import io.opsconductor.auth.mfa.PolicyStore;
import io.opsconductor.auth.mfa.SecondFactor;
import io.opsconductor.auth.mfa.SecondStep;
import io.opsconductor.auth.mfa.StepUp;
import io.opsconductor.auth.oidc.OidcSignIn;
import io.opsconductor.auth.passkey.LonePasskeys;
import io.opsconductor.auth.passkey.Passkeys;
import io.opsconductor.auth.password.NewPassword;
import io.opsconductor.auth.password.PasswordCheck;
import io.opsconductor.auth.password.PasswordHasher;
import io.opsconductor.auth.password.PasswordLife;
import io.opsconductor.auth.password.PasswordStore;
import io.opsconductor.auth.password.StorePassword;
import io.opsconductor.auth.session.ReadSessions;
import io.opsconductor.auth.session.RefreshSession;
import io.opsconductor.auth.session.RefreshToken;
import io.opsconductor.auth.session.RevokeSessions;
import io.opsconductor.auth.session.SessionEnding;
import io.opsconductor.auth.session.SessionStart;
import io.opsconductor.auth.session.SessionStore;
import io.opsconductor.auth.session.SignOut;
import io.opsconductor.auth.session.TokenPairs;
import io.opsconductor.auth.slowdown.SlowDown;
import io.opsconductor.auth.slowdown.TallyStore;
import io.opsconductor.auth.tokens.ApiTokenStore;
import io.opsconductor.auth.tokens.EndAccountTokens;
import io.opsconductor.auth.tokens.MakeToken;
import io.opsconductor.auth.tokens.OwnerTokens;
import io.opsconductor.auth.tokens.ReadTokens;
import io.opsconductor.auth.tokens.RevokeToken;
import io.opsconductor.auth.tokens.TokenUses;
import io.opsconductor.auth.tokens.UnknownTokens;
import io.opsconductor.auth.tokens.VerifyToken;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.group.Background;
import io.opsconductor.platform.group.GroupContext;
import io.opsconductor.platform.group.GroupParts;
import io.opsconductor.platform.group.PeriodicTask;
import io.opsconductor.platform.group.ServiceGroup;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is calling: passwords, sessions, tokens, caller contexts. */
public final class AuthGroup implements ServiceGroup {
  private static final Logger LOG = LoggerFactory.getLogger(AuthGroup.class);
  private static final Duration KEYS_INTERVAL = Duration.ofMinutes(1);

  /** A node that has not heard of a new key goes on with the former for so long at most. */
  private static final Duration ACCESS_KEYS_INTERVAL = Duration.ofSeconds(10);

  private static final Duration SIGN_INS_INTERVAL = Duration.ofMinutes(5);
  private static final Duration FORGET_INTERVAL = Duration.ofHours(1);

  /** A clock that runs ahead by less does not make keys vanish that others still use. */
  private static final Duration CLOCK_MARGIN = Duration.ofDays(1);

  private final Consumer<AdminBootstrap> bootstrapped;
  private final Consumer<ExternalSignIn> signsIn;

  public AuthGroup() {
    this(outcome -> {});
  }

  /**
   * A group that tells how it found the administrator's password.
   *
   * @param bootstrapped called once, while the group is built, before it serves anything
   */
  public AuthGroup(Consumer<AdminBootstrap> bootstrapped) {
    this(bootstrapped, signIn -> {});
  }

  /** One that also gives out what signs people in whom an external directory has proved. */
  AuthGroup(Consumer<AdminBootstrap> bootstrapped, Consumer<ExternalSignIn> signsIn) {
    this.bootstrapped = bootstrapped;
    this.signsIn = signsIn;
  }

  @Override
  public String name() {
    return "auth";
  }

  @Override
  public Optional<String> migrations() {
    return Optional.of("classpath:db/auth");
  }

  @Override
  public GroupParts build(GroupContext context) {
    AuthConfig config = context.config().as(AuthConfig.class);
    Db db = context.db();
    Clock clock = context.clock();
    Optional<MasterKey> configured = config.masterKey().map(MasterKey::read);
    MasterKey master = configured.orElseGet(MasterKey::random);
    KeyStore keyStore = new KeyStore(db, new KeySeal(master));
    AccessTokens accessTokens =
        new AccessTokens(
            context.vertx(),
            accessKeys(context, config, keyStore, configured),
            clock,
            config.accessTokenLifetime());
    SessionStore sessions = new SessionStore(db);
    PasswordStore passwords = new PasswordStore(db);
    PasswordHasher hasher = new PasswordHasher();
    PasswordLife life = new PasswordLife(passwords, hasher, config, clock);
    TallyStore tallies = new TallyStore(db);
    SlowDown slowDown = new SlowDown(tallies, master, clock);
    ApiTokenStore apiTokens = new ApiTokenStore(db);
    TokenUses tokenUses = new TokenUses(apiTokens);
    ServiceKeys serviceKeys = new ServiceKeys(keyStore, accessTokens, clock);
    Runnable keys =
        () -> {
          serviceKeys.putOwn(context.signer().key());
          accessTokens.reload();
        };
    keys.run();
    bootstrapped.accept(
        new BootstrapAdmin(db, passwords, hasher, context.outbox()).run(config.adminPassword()));

    PrincipalClient principals = new PrincipalClient(context.bus());
    SessionEnding ending = new SessionEnding(sessions, context.outbox(), context.hints(), clock);
    RefreshToken refreshTokens = new RefreshToken(master);
    TokenPairs tokens = new TokenPairs(accessTokens, refreshTokens);
    VerifyToken verifyToken =
        new VerifyToken(
            apiTokens, tokenUses, new UnknownTokens(db, tallies, context.outbox(), clock), clock);
    SessionStart start = new SessionStart(sessions, tokens, context.outbox(), clock);
    MfaEvents mfaEvents = new MfaEvents(context.outbox());
    MfaRules rules =
        new MfaRules(
            db,
            new PolicyStore(db),
            config.mfaPolicy(),
            configured.isPresent(),
            principals,
            mfaEvents,
            clock);
    FactorStore factors = new FactorStore(db);
    ForgottenStore forgotten = new ForgottenStore(db);
    ChallengeStore challenges = new ChallengeStore(db);
    Passkeys passkeys = new Passkeys(db, config.relyingParty(), clock);
    LonePasskeys lonePasskeys =
        new LonePasskeys(
            db,
            config.relyingParty(),
            master.derive("opsconductor/auth/passkey-challenges/v1", LonePasskeys.KEY_ALGORITHM),
            clock);
    SignInRefusals refusals = new SignInRefusals(context.outbox(), context.denials());
    MailedCodes mailedCodes =
        new MailedCodes(
            context.vertx(),
            db,
            config.mail(),
            config.mfaEmailCodes(),
            master.derive("opsconductor/auth/mailed-codes/v1", MailedCodes.KEY_ALGORITHM),
            clock);
    KeySeal totpSeal = KeySeal.ofTotpSecrets(master);
    SecondFactor second =
        new SecondFactor(
            passwords,
            factors,
            passkeys,
            mailedCodes,
            totpSeal,
            slowDown,
            tallies,
            mfaEvents,
            clock);
    SecondStep secondStep =
        new SecondStep(
            db, second, rules, challenges, passkeys, slowDown, principals, start, mfaEvents, clock);
    FindHolder holders = new FindHolder(accessTokens, verifyToken, sessions, principals, rules);
    ExternalAccounts external =
        new ExternalAccounts(db, passwords, principals, secondStep, start, ending);
    ExternalSignIn externalSignIn =
        new ExternalSignIn(db, context.bus(), context.outbox(), clock, external);
    signsIn.accept(externalSignIn);
    Optional<LdapDirectory> directory =
        config.directory().map(section -> new LdapDirectory(section, context.health(), clock));
    LinkedIdentities identities =
        new LinkedIdentities(db, context.bus(), context.outbox(), external);
    PasswordCheck check =
        new PasswordCheck(db, passwords, hasher, slowDown, identities, context.outbox());
    NewPassword newPassword =
        new NewPassword(db, passwords, hasher, life, ending, context.outbox());
    MailedLinks mail =
        new MailedLinks(
            context,
            config.mail(),
            config.publicUrl(),
            master.derive("opsconductor/auth/mailed-links/v1", MailedLinks.KEY_ALGORITHM),
            new MailAccounts(passwords, principals, check, newPassword, factors));
    OidcSignIn oidc =
        new OidcSignIn(
            context.vertx(),
            db,
            config.oidcSite(),
            KeySeal.ofSignIns(master),
            externalSignIn,
            context.outbox(),
            clock);
    AuthVerticle.UseCases useCases =
        new AuthVerticle.UseCases(
            new SignIn(
                db,
                passwords,
                hasher,
                slowDown,
                life,
                principals,
                secondStep,
                start,
                directory,
                externalSignIn,
                refusals),
            new SignInByPasskey(
                db,
                lonePasskeys,
                factors,
                rules,
                passwords,
                principals,
                slowDown,
                start,
                refusals,
                mfaEvents),
            new RefreshSession(db, sessions, ending, principals, refreshTokens, tokens, clock),
            new SignOut(db, sessions, ending),
            new ReadSessions(sessions, principals, clock),
            new RevokeSessions(db, sessions, ending, principals),
            new IssueUserContext(holders, principals, context.signer(), clock),
            new StorePassword(
                db,
                passwords,
                factors,
                forgotten,
                hasher,
                life,
                identities,
                ending,
                context.outbox()),
            new ForgetUsers(
                db,
                forgotten,
                factors,
                passkeys,
                ending,
                ofOwner(context, apiTokens),
                context.outbox(),
                clock),
            new ReplacePassword(check, newPassword, principals, secondStep),
            serviceKeys,
            identities,
            new KeepDenials(db, context.outbox()),
            oidc,
            tokenUseCases(
                context,
                apiTokens,
                principals,
                config,
                new InspectTokens(holders),
                new RotateKeys(accessTokens)),
            secondStep,
            new EmailCodes(
                db,
                mailedCodes,
                factors,
                passkeys,
                challenges,
                rules,
                principals,
                sessions,
                ending,
                mfaEvents,
                clock),
            new EnrolTotp(
                db,
                factors,
                second,
                slowDown,
                totpSeal,
                configured.isPresent(),
                rules,
                principals,
                sessions,
                ending,
                mfaEvents,
                clock),
            new EnrolPasskey(
                db, passkeys, factors, rules, principals, sessions, ending, mfaEvents, clock),
            new ManageFactors(db, factors, passkeys, principals, ending, mfaEvents, clock),
            new StepUp(
                db,
                second,
                passkeys,
                slowDown,
                sessions,
                principals,
                accessTokens,
                mfaEvents,
                clock),
            rules,
            mail);
    List<Background> background =
        new ArrayList<>(
            List.of(
                new PeriodicTask("auth-keys", KEYS_INTERVAL, keys),
                new PeriodicTask("auth-access-keys", ACCESS_KEYS_INTERVAL, accessTokens::reload),
                new PeriodicTask("auth-tallies", FORGET_INTERVAL, slowDown::removeOld),
                new PeriodicTask(
                    "auth-token-uses", TokenUses.INTERVAL, () -> tokenUses.write(clock.instant())),
                new PeriodicTask(
                    "auth-tokens-forget", FORGET_INTERVAL, () -> apiTokens.forget(clock.instant())),
                new PeriodicTask(
                    "auth-forgotten", FORGET_INTERVAL, () -> forgotten.removeOld(clock.instant())),
                new PeriodicTask("auth-sso", SIGN_INS_INTERVAL, oidc::removeExpired),
                forget(sessions, keyStore, clock),
                mail,
                mailedCodes,
                new PeriodicTask(
                    "auth-mailed-codes",
                    FORGET_INTERVAL,
                    () -> mailedCodes.removeOld(clock.instant().minus(CLOCK_MARGIN))),
                forgetUnfinished(factors, challenges, passkeys, lonePasskeys, clock)));
    directory.ifPresent(background::add);
    return GroupParts.of(
        () -> new AuthVerticle(context, useCases), background.toArray(Background[]::new));
  }

  private static AuthVerticle.TokenUseCases tokenUseCases(
      GroupContext context,
      ApiTokenStore store,
      PrincipalClient principals,
      AuthConfig config,
      InspectTokens inspect,
      RotateKeys rotate) {
    Db db = context.db();
    Clock clock = context.clock();
    AccountClient accounts = new AccountClient(context.bus());
    ReadTokens read = new ReadTokens(store, principals, accounts, clock);
    return new AuthVerticle.TokenUseCases(
        new MakeToken(db, store, context.outbox(), accounts, config, clock),
        read,
        new RevokeToken(db, store, read, context.outbox(), context.hints(), clock),
        new EndAccountTokens(db, ofOwner(context, store)),
        inspect,
        rotate);
  }

  private static OwnerTokens ofOwner(GroupContext context, ApiTokenStore store) {
    return new OwnerTokens(store, context.outbox(), context.hints(), context.clock());
  }

  private static AccessKeys accessKeys(
      GroupContext context, AuthConfig config, KeyStore store, Optional<MasterKey> configured) {
    if (configured.isPresent()) {
      return new AccessKeys.Stored(
          context.db(),
          store,
          context.outbox(),
          Duration.ofDays(config.signingKeyDays()),
          Duration.ofSeconds(config.signingKeyLeadSeconds()));
    }
    LOG.warn(
        "There is no auth.master_key_file: access tokens end with this process, and another node"
            + " does not understand them");
    return AccessKeys.InMemory.generate();
  }

  private static Background forgetUnfinished(
      FactorStore factors,
      ChallengeStore challenges,
      Passkeys passkeys,
      LonePasskeys lonePasskeys,
      Clock clock) {
    return new PeriodicTask(
        "auth-unfinished",
        FORGET_INTERVAL,
        () -> {
          Instant now = clock.instant().minus(CLOCK_MARGIN);
          factors.removeBegun(now);
          challenges.removeExpired(now);
          passkeys.removeExpiredChallenges(now);
          lonePasskeys.removeExpiredChallenges(now);
        });
  }

  private static Background forget(SessionStore sessions, KeyStore keys, Clock clock) {
    return new PeriodicTask(
        "auth-forget",
        FORGET_INTERVAL,
        () -> {
          Instant now = clock.instant().minus(CLOCK_MARGIN);
          sessions.forget(now);
          keys.removeExpired(now);
        });
  }
}

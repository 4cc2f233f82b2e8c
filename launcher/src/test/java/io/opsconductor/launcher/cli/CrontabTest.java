package io.opsconductor.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.launcher.cli.CrontabLine.Outcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrontabTest {

  @Test
  void parse_shouldTakeCommandsAsTheyAre_whenNothingIsSpecial() {
    // when
    List<CrontabLine> lines =
        parse(
            """
            # m h  dom mon dow   command

            0 5 * * 1 tar -zcf /var/backups/home.tgz /home/
              */10\t*  *\t* *   /usr/bin/find /tmp -mtime +7 -delete > /dev/null 2>&1
            30 2 1,15 jan-jun Mon-Fri /opt/app/bin/report --month=$(date +\\%m)
            @hourly /usr/local/bin/sync
            @midnight   echo done
            """);

    // then
    assertThat(lines).extracting(CrontabLine::number).containsExactly(3, 4, 5, 6, 7);
    assertThat(lines)
        .extracting(line -> line.run().orElseThrow().expression())
        .containsExactly(
            "0 5 * * 1", "*/10 * * * *", "30 2 1,15 jan-jun Mon-Fri", "@hourly", "@daily");
    assertThat(lines)
        .extracting(line -> line.run().orElseThrow().command())
        .containsExactly(
            "tar -zcf /var/backups/home.tgz /home/",
            "/usr/bin/find /tmp -mtime +7 -delete > /dev/null 2>&1",
            "/opt/app/bin/report --month=$(date +%m)",
            "/usr/local/bin/sync",
            "echo done");
    assertThat(lines)
        .extracting(CrontabLine::outcome)
        .containsExactly(
            Outcome.MAPPED, Outcome.MAPPED, Outcome.CHANGED, Outcome.MAPPED, Outcome.MAPPED);
    assertThat(lines).allSatisfy(line -> assertThat(run(line).zone()).isEmpty());
  }

  @Test
  void parse_shouldReadUsers_whenTheFileHasThem() {
    // when
    List<CrontabLine> lines =
        Crontab.parse(
            """
            SHELL=/bin/sh
            PATH=/usr/local/sbin:/usr/local/bin:/sbin:/bin:/usr/sbin:/usr/bin
            # Example of job definition:
            17 *\t* * *\troot    cd / && run-parts --report /etc/cron.hourly
            09,39 *     * * *     root   [ -x /usr/lib/php/sessionclean ] && /usr/lib/php/sessionclean
            -*/15 * * * * munin /usr/bin/munin-cron
            @daily backup /usr/bin/restic backup /srv
            5 0 * * * root
            """,
            "/etc/cron.d/all",
            true);

    // then
    assertThat(lines)
        .extracting(CrontabLine::outcome)
        .containsExactly(
            Outcome.MAPPED,
            Outcome.CHANGED,
            Outcome.CHANGED,
            Outcome.CHANGED,
            Outcome.CHANGED,
            Outcome.CHANGED,
            Outcome.NOT_SUPPORTED);
    assertThat(lines.get(2).run().orElseThrow())
        .isEqualTo(
            new CrontabLine.Run(
                "17 * * * *",
                Optional.empty(),
                Optional.of("root"),
                "sh",
                List.of(
                    "export PATH='/usr/local/sbin:/usr/local/bin:/sbin:/bin:/usr/sbin:/usr/bin'"),
                "cd / && run-parts --report /etc/cron.hourly",
                0));
    assertThat(run(lines.get(4)).expression()).isEqualTo("*/15 * * * *");
    assertThat(lines.get(4).notes()).anyMatch(note -> note.contains("syslog"));
    assertThat(run(lines.get(5)).user()).contains("backup");
    assertThat(lines.get(5).notes()).anyMatch(note -> note.contains("not as backup"));
    assertThat(lines.get(6).notes()).containsExactly("it has no user, or no command");
  }

  @Test
  void parse_shouldKeepTheEnvironment_forTheLinesAfterIt() {
    // when
    List<CrontabLine> lines =
        parse(
            """
            0 1 * * * first
            PATH = /opt/bin:/bin
            GREETING="it's  here "
            'QUOTED NAME'=x
            HOME=/srv/app
            0 2 * * * second
            SHELL=/bin/bash
            0 3 * * * third
            SHELL=/usr/bin/fish
            0 4 * * * fourth
            """);

    // then
    assertThat(run(lines.get(0)).before()).isEmpty();
    CrontabLine.Run second = run(lines.get(5));
    assertThat(second.before())
        .containsExactly(
            "export PATH='/opt/bin:/bin'",
            "export GREETING='it'\\''s  here '",
            "export HOME='/srv/app'",
            "cd \"$HOME\" || exit 1");
    assertThat(second.interpreter()).isEqualTo("sh");
    assertThat(run(lines.get(7)).interpreter()).isEqualTo("bash");
    assertThat(run(lines.get(9)).interpreter()).isEqualTo("sh");
    assertThat(lines.get(3).outcome()).isEqualTo(Outcome.NOT_SUPPORTED);
    assertThat(lines.get(8).notes())
        .containsExactly("commands below run in sh, not in /usr/bin/fish");
  }

  @Test
  void parse_shouldKeepZones_whenTheyAreSet() {
    // when
    List<CrontabLine> lines =
        parse(
            """
            TZ=Asia/Tokyo
            0 1 * * * a
            CRON_TZ=Europe/Berlin
            0 2 * * * b
            CRON_TZ=
            TZ=:America/New_York
            0 3 * * * c
            """);

    // then
    assertThat(run(lines.get(1)).zone()).contains("Asia/Tokyo");
    assertThat(run(lines.get(1)).before()).containsExactly("export TZ='Asia/Tokyo'");
    assertThat(run(lines.get(3)).zone()).contains("Europe/Berlin");
    assertThat(run(lines.get(6)).zone()).contains("America/New_York");
    assertThat(lines.get(0).outcome()).isEqualTo(Outcome.CHANGED);
    assertThat(lines.get(2).outcome()).isEqualTo(Outcome.MAPPED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MAILTO=ops@example.org|nothing is mailed; output is kept with each execution",
        "MAILTO = \"a,b\"|nothing is mailed; output is kept with each execution",
        "CONTENT_TYPE=text/html|nothing is mailed; output is kept with each execution",
        "RANDOM_DELAY=soon|not a number of minutes of at most a day",
        "2FA=x|not a name that a shell can export",
        "@reboot /usr/bin/start|no schedule knows when a host has started",
        "@fortnightly /usr/bin/x|there is no @fortnightly",
        "@daily|it has no command",
        "0 5 * * *|it has fewer than five fields and a command",
        "hello|it has fewer than five fields and a command",
        "0 5 * * mail hi root|",
        "0 5 * * * -q /usr/bin/x|options before the command",
        "0 5 * * * mail -s hi root%Hello%there|what follows % would be the command's input",
        "0 5 * * * date +%F|what follows % would be the command's input",
        "0 5 * * * x \\% %y|what follows % would be the command's input"
      })
  void parse_shouldSayWhy_whenALineIsNotSupported(String text, String note) {
    // when
    CrontabLine line = parse(text).getFirst();

    // then
    if (note == null) {
      // Only the engine can tell that "mail" is no day of the week.
      assertThat(run(line).expression()).isEqualTo("0 5 * * mail");
    } else {
      assertThat(line.outcome()).isEqualTo(Outcome.NOT_SUPPORTED);
      assertThat(line.run()).isEmpty();
      assertThat(line.notes().getFirst()).startsWith(note);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"MAILTO=\"\"", "MAILTO=", "MAILTO=''"})
  void parse_shouldMapIt_whenNothingWasMailedAnyway(String text) {
    assertThat(parse(text).getFirst().outcome()).isEqualTo(Outcome.MAPPED);
  }

  @Test
  void parse_shouldTakeTheSignOfAnAssignment_onlyInItsPlace() {
    // when
    List<CrontabLine> lines = parse("@daily A=b /usr/bin/x\n0 1 * * * A=b c=d /usr/bin/y\r\n");

    // then
    assertThat(run(lines.get(0)).command()).isEqualTo("A=b /usr/bin/x");
    assertThat(run(lines.get(1)).command()).isEqualTo("A=b c=d /usr/bin/y");
  }

  @Test
  void parse_shouldTurnARandomDelayIntoJitter() {
    assertThat(run(parse("RANDOM_DELAY=45\n@daily x").get(1)).jitterMinutes()).isEqualTo(45);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "/usr/local/bin/backup.sh --all > /dev/null 2>&1@backup.sh",
        "tar -zcf /var/backups/home.tgz /home/@tar",
        "cd / && run-parts --report /etc/cron.hourly@run-parts",
        "[ -x /usr/lib/php/sessionclean ] && /usr/lib/php/sessionclean@sessionclean",
        "test -x /usr/sbin/anacron || ( cd / && run-parts --report /etc/cron.daily )@run-parts",
        "flock -n /var/lock/x.lock /opt/sync.sh@sync.sh",
        "/usr/bin/flock -n -w 10 /run/l nice -n 19 /opt/reindex now@reindex",
        "PATH=/bin LANG=C nice -n 10 /usr/bin/updatedb@updatedb",
        "/usr/bin/python3 /srv/app/manage.py clearsessions@manage.py",
        "cd /srv/app && /usr/bin/php artisan schedule:run >> /dev/null 2>&1@artisan",
        "sudo -n timeout 5m /usr/bin/certbot -q renew@certbot",
        "if [ -x /usr/bin/mrtg ]; then mkdir -p /var/log/mrtg ; fi@mkdir",
        "/usr/bin/env bash -lc 'bundle exec rake jobs'@bundle",
        "command -v debian-sa1 > /dev/null && debian-sa1 1 1@debian-sa1",
        "bash@bash",
        "...@cron"
      })
  void name_shouldBeWhatItRuns_whenACommandHasNone(String command, String name) {
    assertThat(CrontabName.of(command)).isEqualTo(name);
  }

  private static List<CrontabLine> parse(String text) {
    return Crontab.parse(text, "crontab", false);
  }

  private static CrontabLine.Run run(CrontabLine line) {
    return line.run().orElseThrow();
  }
}

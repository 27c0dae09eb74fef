#include "base/settings.hpp"

namespace amparo {
namespace {

using enum SettingKind;

// Data, not logic: one line a setting. docs/operator.md is held to this table by a test.
constexpr SettingDefinition table[] = {
    {"server.address", text, "127.0.0.1", "Address to listen on; 0.0.0.0 for every interface."},
    {"server.port", integer, "8080", "Port to listen on; 0 takes a free one.", 0, 65535},
    {"server.io_threads", integer, "0", "Threads that read and write; 0: one a core.", 0, 256},
    {"server.workers", integer, "0", "Threads that answer; 0: four a core.", 0, 1024},
    {"server.queue_max", integer, "2000", "Requests that may wait; more get 503.", 1, 1000000},
    {"server.connections_per_address_max", integer, "200", "Open connections of one address.", 1,
     1000000},
    {"server.public_url", text, "", "Address people use, e.g. https://cases.example.org."},
    {"server.trusted_proxies", text, "", "Addresses whose X-Forwarded-* headers count, by comma."},
    {"server.web_directory", text, "", "The built web app; empty: looked for beside the program."},
    {"tls.certificate", text, "", "PEM file with the certificate chain; empty: no TLS."},
    {"tls.key", text, "", "PEM file with the private key."},
    {"database.url", text, "",
     "sqlite:///path or postgresql://…; empty: amparo.db in the data "
     "directory."},
    {"database.readers", integer, "4", "Read connections.", 1, 256},
    {"database.batch_max", integer, "256", "Writes that may share one commit.", 1, 10000},
    {"keys.file", text, "", "The key ring; empty: amparo.keys in the data directory."},
    {"session.idle_minutes", integer, "60", "A session ends after so long without a request.", 1,
     10080},
    {"session.absolute_hours", integer, "12", "A session ends after so long at most.", 1, 720},
    {"session.lock_minutes", integer, "5", "The app locks itself after so long without anybody.", 1,
     30},
    {"session.parallel_max", integer, "1", "Sessions a user may have at once.", 1, 100},
    {"signin.failures_max", integer, "6", "Failed attempts until the account is locked.", 1, 1000},
    {"signin.lock_minutes", integer, "30", "How long it stays locked.", 1, 10080},
    {"signin.per_name_minute", integer, "6", "Attempts a minute for one name; 0: no limit.", 0,
     1000000},
    {"signin.per_address_minute", integer, "60", "Attempts a minute from one address; 0: none.", 0,
     1000000},
    {"password.length_min", integer, "12", "Characters a new password needs.", 8, 128},
    {"password.memory_mib", integer, "64", "Memory of one Argon2id hash.", 8, 1024},
    {"password.operations", integer, "3", "Passes of one Argon2id hash.", 1, 20},
    {"password.parallel_max", integer, "2", "Hashes computed at once.", 1, 64},
    {"limits.per_user_second", integer, "20", "Requests a second of one user; 0: no limit.", 0,
     1000000},
    {"limits.per_user_burst", integer, "100", "Requests a user may make at once.", 1, 1000000},
    {"limits.per_address_second", integer, "50", "Requests a second of one address; 0: none.", 0,
     1000000},
    {"limits.per_address_burst", integer, "200", "Requests an address may make at once.", 1,
     1000000},
    {"jobs.workers", integer, "2", "Background jobs of one kind of work done at once.", 1, 64},
    {"backup.folder", text, "", "Where a backup is written each day; empty: nowhere."},
    {"backup.time", text, "01:30", "When, by the clocks of the deployment."},
    {"backup.keep", integer, "14", "How many of these backups are kept.", 1, 10000},
    {"scanner.address", text, "",
     "clamd that looks for viruses in files: path of its socket, or host:port; empty: none."},
    {"scanner.timeout_seconds", integer, "60", "Time that checking one file may take.", 1, 600},
    {"users.unverified_days", integer, "30",
     "An account that its owner never confirmed is removed after so long.", 1, 3650},
    {"health.watchers", text, "127.0.0.1, ::1",
     "Addresses that may see how background work goes, by comma; administrators always may."},
    {"smtp.host", text, "", "Server that takes our mails; empty: no mails are sent."},
    {"smtp.port", integer, "587", "Its port.", 1, 65535},
    {"smtp.security", choice, "starttls", "How the connection is encrypted.", 0, 0,
     "starttls,tls,none"},
    {"smtp.user", text, "", "Name to sign in to it with; empty: without."},
    {"smtp.password", secret, "", "The password of that name."},
    {"smtp.from", text, "", "Address that mails come from, e.g. amparo@example.org."},
    {"smtp.ca_file", text, "", "PEM file with the authorities to trust; empty: the system's."},
    {"smtp.timeout_seconds", integer, "30", "Time that handing over one mail may take.", 1, 600},
    {"push.enabled", boolean, "false", "Sends messages to browsers that people have registered."},
    {"push.contact", text, "", "Address for push services, e.g. mailto:it@example.org."},
    {"push.pause_minutes", integer, "1440", "A browser not seen for so long gets no messages.", 1,
     525600},
    {"push.vapid_private", secret, "", "Private key of push messages; empty: made and kept here."},
    {"push.private_targets", boolean, "false", "Allows push services in the own network."},
    {"webhooks.enabled", boolean, "true", "Tells other systems of records; off: all of it waits."},
    {"webhooks.allow_http", boolean, "false", "Allows receivers without TLS."},
    {"webhooks.private_targets", text, "",
     "Ranges of the own network that receivers may be in, by comma, e.g. 10.20.0.0/16."},
    {"webhooks.ca_file", text, "", "PEM file with the authorities to trust; empty: the system's."},
    {"webhooks.timeout_seconds", integer, "10", "Time that one delivery may take.", 1, 60},
    {"log.level", choice, "info", "What is logged, and all that is worse.", 0, 0,
     "debug,info,warn,error,off"},
    {"locale.default", choice, "en", "Language of the deployment.", 0, 0, "en,fr,ar,es"},
    {"terms.enforced", boolean, "false",
     "People accept the terms of use of their agency before they work."},
    {"web.discreet_name", text, "",
     "Neutral name of the app on phones, with a neutral icon; empty: it is called Amparo."},
    {"map.tiles_url", text, "",
     "Addresses of the tiles of an own map server, e.g. https://tiles.example.org/{z}/{x}/{y}.png; "
     "empty: maps show outlines only and ask nobody."},
    {"map.tiles_credit", text, "", "Whose map that is, as it is to be named on it."},
    {"demo.banner", boolean, "false", "Tells everyone that this is a place to practise."},
};

}  // namespace

std::span<const SettingDefinition> setting_definitions() {
    return table;
}

}  // namespace amparo

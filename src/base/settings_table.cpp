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
    {"log.level", choice, "info", "What is logged, and all that is worse.", 0, 0,
     "debug,info,warn,error,off"},
    {"locale.default", choice, "en", "Language of the deployment.", 0, 0, "en,fr,ar,es"},
    {"demo.banner", boolean, "false", "Tells everyone that this is a place to practise."},
};

}  // namespace

std::span<const SettingDefinition> setting_definitions() {
    return table;
}

}  // namespace amparo

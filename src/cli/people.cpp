#include "cli/people.hpp"

#include <cstdlib>

#include "access/users.hpp"

namespace amparo::cli {
namespace {

constexpr std::string_view administrator = "admin";

// Invented people. Two agencies and four groups, so that everyone has someone whose cases they
// must not see.
constexpr DemoPerson people[] = {
    {"worker", "Amina Sarr", "role-cp-case-worker", "AGENCY-1", "usergroup-primero-cp", "EX0101",
     "en", true},
    {"worker_ar", "سلمى حداد", "role-cp-case-worker", "AGENCY-1", "usergroup-primero-cp", "EX0102",
     "ar", true},
    {"worker_fr", "Moussa Diabaté", "role-cp-case-worker", "AGENCY-2",
     "usergroup-primero-cp-families", "EX0201", "fr", true},
    {"supervisor", "Lucía Morales", "role-cp-manager", "AGENCY-1", "usergroup-primero-cp", "EX01",
     "es", false},
    {"agency_manager", "Tesfaye Bekele", "role-agency-user-administrator", "AGENCY-2",
     "usergroup-primero-cp-families", "EX02", "en", false},
    {"tracing_officer", "Nadia Karimi", "role-cp-ftr-worker", "AGENCY-1", "usergroup-primero-ftr",
     "EX0301", "en", true},
    {"tracing_manager", "Ibrahim Traoré", "role-cp-ftr-manager", "AGENCY-1",
     "usergroup-primero-ftr", "EX03", "en", false},
    {"system_administrator", "Jonas Weber", "role-cp-administrator", "AGENCY-1",
     "usergroup-primero-cp", "EX", "en", false},
    {"referral_recipient", "Rosa Quispe", "role-referral", "AGENCY-2", "usergroup-primero-ftr",
     "EX0302", "es", false},
    {"monitor", "Farah Nasser", "role-mrm-monitor", "AGENCY-1", "usergroup-demo-violations",
     "EX0101", "en", false},
    {"monitor_manager", "Emmanuel Okello", "role-mrm-manager", "AGENCY-1",
     "usergroup-demo-violations", "EX01", "en", false},
};

/// A password and whether it was made here, so that it has to be shown.
struct ChosenPassword {
    SecretText text;
    bool is_generated = false;
};

ChosenPassword choose_password(const char* variable, Random& random) {
    const char* given = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe): before any thread
    if (given != nullptr && *given != '\0') return {SecretText(given), false};
    constexpr std::size_t bytes = 12;
    return {SecretText(crypto::random_token(random, bytes)), true};
}

MessageKey with(const char* key, std::string_view name, const SecretText& password) {
    MessageKey message(key);
    message.arguments = {{"user", std::string(name)}, {"password", password.reveal()}};
    return message;
}

access::NewUser new_user(const DemoPerson& person, const SecretText& password) {
    return {.user_name = std::string(person.user_name),
            .full_name = std::string(person.full_name),
            .email = std::string(person.user_name) + "@example.org",
            .role = RoleId(std::string(person.role)),
            .agency = AgencyId(std::string(person.agency)),
            .groups = {std::string(person.group)},
            .locale = std::string(person.locale),
            .location = std::string(person.location),
            .password = password};
}

}  // namespace

std::span<const DemoPerson> demo_people() {
    return people;
}

Result<> ensure_administrator(Deployment& deployment, const Console& console) {
    if (deployment.directory().snapshot()->user(administrator)) return {};
    const auto password = choose_password("AMPARO_ADMIN_PASSWORD", deployment.random());
    access::Users users(deployment.people_parts());
    const auto actor = access::Actor::system();
    AMPARO_TRY(const auto made,
               users.ensure_user(actor, {.user_name = std::string(administrator),
                                         .full_name = "System administrator",
                                         .role = RoleId("role-superuser"),
                                         .agency = AgencyId("AGENCY-1"),
                                         .groups = {"usergroup-primero-cp"},
                                         .locale = deployment.settings().text("locale.default"),
                                         .password = password.text}));
    AMPARO_REQUIRE(made != nullptr);
    if (password.is_generated)
        console.say(with("cli.administrator_made", administrator, password.text));
    return {};
}

Result<> ensure_demo_people(Deployment& deployment, const Console& console) {
    const auto password = choose_password("AMPARO_DEMO_PASSWORD", deployment.random());
    access::Users users(deployment.people_parts());
    const auto actor = access::Actor::system();
    std::string names;
    for (const auto& person : people) {
        AMPARO_TRY(const auto made, users.ensure_user(actor, new_user(person, password.text)));
        AMPARO_REQUIRE(made != nullptr);
        names += names.empty() ? "" : ", ";
        names += person.user_name;
    }
    if (password.is_generated) console.say(with("cli.demo_people_made", names, password.text));
    return {};
}

}  // namespace amparo::cli

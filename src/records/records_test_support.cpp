#include "records/records_test_support.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "access/seed.hpp"
#include "forms/source.hpp"
#include "records/follow.hpp"
#include "records/index_schema.hpp"
#include "store/records.hpp"

namespace amparo::records {
namespace {

const std::filesystem::path config = std::filesystem::path(AMPARO_SOURCE_DIR) / "config";

[[noreturn]] void fail(const Error& error) {
    std::string text = error.message.key + " " + error.field + " " + error.internal;
    for (const auto& problem : error.problems)
        text += " " + problem.pointer + ":" + problem.message.key;
    throw Bug(text);
}

template <class T>
T must(Result<T> result) {
    if (!result) fail(result.error());
    return std::move(*result);
}

void must(const Result<>& result) {
    if (!result) fail(result.error());
}

json::Object read_config(const std::string& name) {
    std::ifstream stream(config / name, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return must(json::parse_object(text.str()));
}

struct Person {
    const char* name;
    const char* role;
    const char* agency;
    const char* group;
    const char* location;
};

constexpr Person people[] = {
    {"worker_a", "role-cp-case-worker", "AGENCY-1", "usergroup-primero-cp", "EX0101"},
    {"manager_a", "role-cp-manager", "AGENCY-1", "usergroup-primero-cp", "EX01"},
    {"worker_b", "role-cp-case-worker", "AGENCY-2", "usergroup-primero-cp-families", "EX0201"},
    {"tracer", "role-cp-ftr-worker", "AGENCY-1", "usergroup-primero-ftr", "EX03"},
    {"recipient", "role-referral", "AGENCY-2", "usergroup-primero-ftr", "EX02"},
    {"admin", "role-superuser", "AGENCY-1", "usergroup-primero-cp", "EX"},
};

Parameters parameters_of(const std::string& query) {
    Parameters parameters;
    std::stringstream pieces(query);
    std::string piece;
    while (std::getline(pieces, piece, '&')) {
        const auto at = piece.find('=');
        parameters.emplace_back(piece.substr(0, at),
                                at == std::string::npos ? "" : piece.substr(at + 1));
    }
    return parameters;
}

}  // namespace

json::Object object_of(std::string_view text) {
    return must(json::parse_object(text));
}

RecordsWorld::RecordsWorld(std::shared_ptr<const Hooks> hooks, json::Object settings)
    : clock(*parse_instant("2024-06-15T12:00:00Z")) {
    keys_ = must(store::KeyRing::create(folder_ / "amparo.keys", random));
    database_ = must(store::Database::open({.url = "sqlite://" + (folder_ / "amparo.db").string()},
                                           *keys_, clock, random));
    audit_ = std::make_unique<store::AuditLog>(*database_);
    auto source = must(forms::load_source_from(config));
    for (auto& [key, value] : settings) source.system_settings[key] = std::move(value);
    const auto definitions = must(forms::Definitions::load(source));
    must(database_->write([&](store::Transaction& transaction) -> Result<> {
        AMPARO_CHECK(seed_definitions(transaction, source, clock.now()));
        return access::seed_directory(transaction,
                                      {.roles = read_config("roles.json"),
                                       .agencies = read_config("agencies.json"),
                                       .user_groups = read_config("user_groups.json")},
                                      *definitions, clock.now());
    }));
    definitions_ = must(LiveDefinitions::open(*database_));
    directory_ = must(access::LiveDirectory::open(*database_));
    index_ =
        std::make_unique<index::Index>(index_schemas(definitions), location_ancestry(definitions));
    must(load_and_follow(*database_, *index_, cache_, {}));
    records_ = std::make_unique<Service>(
        Dependencies{.database = database_.get(),
                     .audit = audit_.get(),
                     .index = index_.get(),
                     .masks = &masks_,
                     .cache = &cache_,
                     .definitions = [this] { return definitions_->snapshot(); },
                     .directory = [this] { return directory_->snapshot(); },
                     .clock = &clock,
                     .random = &random,
                     .hooks = std::move(hooks)});
    attachments_ = std::make_unique<Attachments>(*records_);
    add_people();
}

RecordsWorld::~RecordsWorld() = default;

void RecordsWorld::add_people() {
    passwords_ = std::make_unique<access::Passwords>(
        access::PasswordOptions{.cost = {.operations = 1, .memory_bytes = 8U << 20U}}, random);
    guard_ = std::make_unique<access::SignInGuard>(*database_, access::SignInLimits{});
    access::Users users(people_parts());
    for (const auto& person : people) {
        must(users.ensure_user(access::Actor::system(),
                               {.user_name = person.name,
                                .full_name = std::string("Invented ") + person.name,
                                .role = RoleId(person.role),
                                .agency = AgencyId(person.agency),
                                .groups = {person.group},
                                .location = person.location,
                                .password = SecretText("a long enough passphrase")}));
    }
}

access::ServiceParts RecordsWorld::people_parts() {
    return {.database = *database_,
            .directory = *directory_,
            .passwords = *passwords_,
            .guard = *guard_,
            .definitions = [this] { return definitions_->snapshot(); },
            .has_records_of_user = [](const auto&) { return true; },
            .has_records_of_group = [](const auto&) { return true; }};
}

void RecordsWorld::move_user(const std::string& user_name, const std::string& group) {
    change_user(user_name, {{"user_group_unique_ids", json::Array{json::Value(group)}}});
}

void RecordsWorld::change_user(const std::string& user_name, json::Object input) {
    access::Users users(people_parts());
    const auto user = directory_->snapshot()->user(user_name);
    must(users.update(access::Actor::system(), user->id, {.input = std::move(input)}));
}

access::Actor RecordsWorld::as(const std::string& user_name) const {
    return must(directory_->snapshot()->actor(UserName(user_name)));
}

RecordAnswer RecordsWorld::create_case(const std::string& user_name, json::Object data) {
    WriteRequest request;
    request.record_type = "case";
    request.data = std::move(data);
    return must(records_->create(as(user_name), std::move(request)));
}

Result<RecordAnswer> RecordsWorld::update(const std::string& user_name, const RecordId& id,
                                          json::Object data, std::string record_action) {
    WriteRequest request;
    request.record_type = "case";
    request.data = std::move(data);
    request.record_action = std::move(record_action);
    return records_->update(as(user_name), id, std::move(request));
}

store::StoredRecord RecordsWorld::stored(const RecordId& id) {
    return *must(database_->read(
        [&](store::Snapshot& snapshot) { return store::find_record(snapshot, id); }));
}

Result<ListAnswer> RecordsWorld::list(const std::string& user_name, const std::string& query,
                                      Handling handling) {
    return records_->list(
        as(user_name),
        {.record_type = "case", .parameters = parameters_of(query), .handling = handling});
}

std::vector<std::string> RecordsWorld::listed(const std::string& user_name,
                                              const std::string& query, Handling handling) {
    const auto answer = must(list(user_name, query, handling));
    std::vector<std::string> ids;
    for (const auto& row : answer.data)
        ids.push_back(json::string_or(row.get_object(), "short_id"));
    return ids;
}

}  // namespace amparo::records

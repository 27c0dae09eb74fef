#include "matching/configurations/house_test_support.hpp"

#include <gtest/gtest.h>

#include <array>
#include <thread>

#include "casework/hooks.hpp"
#include "matching/decisions/decide.hpp"
#include "records/live_definitions.hpp"
#include "store/documents.hpp"
#include "store/jobs.hpp"

namespace amparo::matching {
namespace {

constexpr std::array given{"Amina", "Yusuf", "Ladan", "Tariq", "Selam", "Girma", "Fanta",
                           "Modou", "Rima",  "Walid", "Neema", "Juma",  "Chuol"};
constexpr std::array family{"Diallo", "Haddad",  "Keita", "Warsame", "Traore", "Khoury",
                            "Bekele", "Mugisha", "Osman", "Lado",    "Cisse"};
constexpr std::array third{"Idris", "Noor", "Abdi", "Sarr", "Riek", "Guled", "Alemu"};

std::string name_of_child(int number) {
    const auto at = static_cast<std::size_t>(number);
    return std::string(given[at % given.size()]) + " " + third[at % third.size()] + " " +
           family[at % family.size()];
}

json::Object case_of_child(int number) {
    return {{"name_first", name_of_child(number)},
            {"age", 5 + number % 9},
            {"sex", number % 2 == 0 ? "female" : "male"},
            {"consent_for_tracing", true}};
}

}  // namespace

std::filesystem::path shipped_directory() {
    return std::filesystem::path(AMPARO_SOURCE_DIR) / "config" / "matching";
}

ConfiguredHouse::ConfiguredHouse() : world(casework::hooks()) {
    auto started = Service::start({.records = world.records(), .directory = shipped_directory()});
    EXPECT_TRUE(started.has_value());
    service = std::move(*started);
    service->wait_until_ready();
    configurations = std::make_unique<Configurations>(
        Configurations::Parts{.database = world.database(),
                              .definitions = [this] { return world.definitions(); },
                              .directory = shipped_directory()});
}

ConfiguredHouse::~ConfiguredHouse() = default;

RecordId ConfiguredHouse::make(const std::string& type, json::Object data) {
    records::WriteRequest request;
    request.record_type = type;
    data["module_id"] = "primeromodule-cp";
    request.data = std::move(data);
    auto made = world.records().create(world.as("admin"), std::move(request));
    EXPECT_TRUE(made.has_value()) << (made ? "" : made.error().message.key);
    return made ? made->id : RecordId{};
}

ConfiguredHouse::Child ConfiguredHouse::add_child(json::Object more) {
    const auto number = children_++;
    const auto name = name_of_child(number);
    const bool is_girl = number % 2 == 0;
    const auto digits = std::to_string(number + 1);
    auto of_case = case_of_child(number);
    for (auto& [key, value] : more) of_case[key] = value;
    Child child{.trace =
                    "00000000-0000-4000-8000-" + std::string(12 - digits.size(), '0') + digits};
    json::Object row{{"unique_id", child.trace},
                     {"name", name},
                     {"age", 5 + number % 9},
                     {"sex", is_girl ? "female" : "male"},
                     {"relation", "mother"}};
    for (const auto& [key, value] : of_sought) row[key] = value;
    child.child_case = make("case", std::move(of_case));
    child.request =
        make("tracing_request", {{"relation_name", "Mariam Osman"},
                                 {"tracing_request_subform_section", json::Array{std::move(row)}}});
    return child;
}

void ConfiguredHouse::add_field(const std::string& form, json::Object field) {
    const auto added = world.database().write([&](store::Transaction& transaction) -> Result<> {
        AMPARO_TRY(auto stored, store::find_document(transaction, records::form_kind, form));
        AMPARO_REQUIRE(stored.has_value());
        stored->data["fields"].as_array().emplace_back(std::move(field));
        AMPARO_CHECK(store::put_document(transaction, {.kind = stored->kind,
                                                       .key = stored->key,
                                                       .expected = stored->revision,
                                                       .data = stored->data,
                                                       .actor = "test"}));
        return {};
    });
    ASSERT_TRUE(added.has_value());
}

void ConfiguredHouse::decide(const Child& sought, const RecordId& child_case, PairState state) {
    const auto pair =
        service->compare(world.stored(child_case), world.stored(sought.request), sought.trace);
    ASSERT_TRUE(pair.has_value());
    auto alone = *service->configuration();
    alone.two_person_confirmation = false;
    const Judgement judgement{.state = state, .reason_id = "", .note = "invented"};
    const auto decided = matching::decide(world.as("admin"), world.records(), alone,
                                          {.pair = *pair, .judgement = judgement});
    ASSERT_TRUE(decided.has_value()) << decided.error().message.key;
}

void ConfiguredHouse::add_decided(std::size_t count, const json::Object& more) {
    std::vector<Child> children;
    for (std::size_t at = 0; at < count; ++at) children.push_back(add_child(more));
    for (std::size_t at = 0; at < count; ++at) {
        decide(children[at], children[(at + 1) % count].child_case, PairState::rejected);
        decide(children[at], children[at].child_case, PairState::confirmed);
    }
}

void ConfiguredHouse::decide_children(const RecordId& child_case, const RecordId& other,
                                      DuplicateState state) {
    const auto pair = service->compare(world.stored(child_case), world.stored(other));
    ASSERT_TRUE(pair.has_value());
    const auto decided =
        decide_duplicate(world.as("admin"), world.records(), *service->configuration(),
                         {.child_case = child_case,
                          .pair = *pair,
                          .state = state,
                          .reason_id = "",
                          .note = "invented"});
    ASSERT_TRUE(decided.has_value()) << decided.error().message.key;
}

void ConfiguredHouse::add_decided_twins(std::size_t count) {
    std::vector<std::pair<RecordId, RecordId>> twins;
    for (std::size_t at = 0; at < count; ++at) {
        const auto number = children_++;
        twins.emplace_back(make("case", case_of_child(number)),
                           make("case", case_of_child(number)));
    }
    for (std::size_t at = 0; at < count; ++at) {
        decide_children(twins[at].first, twins[(at + 1) % count].first, DuplicateState::different);
        decide_children(twins[at].first, twins[at].second, DuplicateState::same_child);
    }
}

StoredConfiguration ConfiguredHouse::change(const std::string& patch) {
    auto changed = configurations->change(as("admin"), {.patch = records::object_of(patch)});
    EXPECT_TRUE(changed.has_value()) << (changed ? "" : changed.error().field);
    return changed ? *changed : StoredConfiguration{};
}

Fits ConfiguredHouse::fits_with(const FittingRules& rules) {
    return Fits({.database = world.database(),
                 .configurations = *configurations,
                 .records = world.records(),
                 .service = *service,
                 .rules = rules});
}

Result<json::Object> ConfiguredHouse::run_fit(Fits& fits) {
    using std::chrono::seconds;
    AMPARO_TRY(const auto job, world.database().write([](store::Transaction& transaction) {
        return store::take_job(transaction, fit_queue, seconds(60));
    }));
    if (!job) return refuse(Errc::not_found, "errors.not_found");
    const auto report = [&](const json::Object& progress) {
        return world.database().write([&](store::Transaction& transaction) {
            return store::report_job(transaction, *job, progress);
        });
    };
    return fits.run({.job = *job, .report = report, .is_stopping = [] { return false; }});
}

void ConfiguredHouse::settle() const {
    for (int at = 0; at < 500 && service->is_catching_up(); ++at)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    ASSERT_FALSE(service->is_catching_up());
}

}  // namespace amparo::matching

#include "cli/demo_cases.hpp"

#include <atomic>
#include <random>
#include <thread>

#include "cli/config_file.hpp"
#include "cli/paths.hpp"
#include "cli/people.hpp"

namespace amparo::cli {
namespace {

using Generator = std::mt19937_64;

/// Names, places and notes to draw from.
struct Pools {
    json::Object names;

    static Result<Pools> load() {
        AMPARO_TRY(auto names, read_config_file(config_directory() / "demo" / "names.json"));
        return Pools{std::move(names)};
    }
};

std::size_t below(Generator& generator, std::size_t bound) {
    return std::uniform_int_distribution<std::size_t>(0, bound - 1)(generator);
}

bool chance(Generator& generator, int percent) {
    return below(generator, 100) < static_cast<std::size_t>(percent);
}

std::string pick(Generator& generator, const json::Value& list) {
    const auto& array = list.get_array();
    return std::string(array[below(generator, array.size())].get_string());
}

template <std::size_t size>
std::string pick(Generator& generator, const std::string_view (&choices)[size]) {
    return std::string(choices[below(generator, size)]);
}

/// An enabled option of a field, so that demo data stays valid when the configuration changes;
/// null for a field that is not there or has no list.
json::Value pick_for(Generator& generator, const forms::Definitions& definitions,
                     const forms::Field* field) {
    const auto* options = field == nullptr ? nullptr : definitions.options_of(*field);
    std::vector<std::string> ids;
    if (options != nullptr) {
        for (const auto& option : *options) {
            if (!option.disabled) ids.push_back(option.id);
        }
    }
    if (ids.empty()) return nullptr;
    const json::Value id(ids[below(generator, ids.size())]);
    return field->multi_select ? json::Value(json::Array{id}) : id;
}

std::string day_before(Day today, std::size_t days) {
    return format_day(today - std::chrono::days(days));
}

/// Invents children one after another.
class CaseMaker {
  public:
    CaseMaker(const Pools& pools, const forms::Definitions& definitions, Day today,
              std::uint64_t seed)
        : pools_(pools), definitions_(definitions), today_(today), generator_(seed) {}

    json::Object next(std::string_view locale) {
        json::Object data;
        data["module_id"] = "primeromodule-cp";
        identify(data, locale);
        describe(data, locale);
        protect(data);
        if (chance(generator_, 60)) add_family(data, locale);
        if (chance(generator_, 40)) add_service(data);
        return data;
    }

  private:
    const json::Object& tradition(std::string_view locale) {
        const auto& all = pools_.names.at("traditions").get_array();
        std::vector<const json::Object*> fitting;
        for (const auto& one : all) {
            if (json::string_or(one.get_object(), "locale") == locale)
                fitting.push_back(&one.get_object());
        }
        if (fitting.empty() || chance(generator_, 15))
            return all[below(generator_, all.size())].get_object();
        return *fitting[below(generator_, fitting.size())];
    }

    void identify(json::Object& data, std::string_view locale) {
        const auto& names = tradition(locale);
        const bool girl = chance(generator_, 50);
        const auto& given = names.at("given").get_object();
        data["sex"] = girl ? "female" : "male";
        data["name_first"] = pick(generator_, given.at(girl ? "female" : "male"));
        if (chance(generator_, 50)) data["name_middle"] = pick(generator_, given.at("male"));
        data["name_last"] = pick(generator_, names.at("family"));
        const auto age_days = 365 + below(generator_, 16 * 365);
        if (chance(generator_, 70))
            data["date_of_birth"] = day_before(today_, age_days);
        else
            data["age"] = age_days / 365;
        data["registration_date"] = day_before(today_, below(generator_, 900));
        data["created_at"] = json::string_or(data, "registration_date") + "T09:00:00.000Z";
    }

    void describe(json::Object& data, std::string_view locale) {
        const auto& places = pools_.names.at("places").get_object();
        const auto* pool = places.if_contains(locale);
        data["address_current"] = pick(generator_, pool == nullptr ? places.at("en") : *pool);
        const auto& all = definitions_.locations().all();
        data["location_current"] = all[below(generator_, all.size())].code;
        choose(data, "nationality");
        if (chance(generator_, 30))
            data["telephone_current"] =
                "+00" + std::to_string(100'000'000 + below(generator_, 900'000'000));
        if (chance(generator_, 25))
            data["unhcr_individual_no"] =
                "EXA-" + std::to_string(10'000'000 + below(generator_, 90'000'000));
    }

    void choose(json::Object& data, std::string_view name) {
        auto value = pick_for(generator_, definitions_, definitions_.field("case", name));
        if (!value.is_null()) data[name] = std::move(value);
    }
    void choose_in(std::string_view form_id, json::Object& row, std::string_view name) {
        const auto* form = definitions_.form(form_id);
        auto value =
            pick_for(generator_, definitions_, form == nullptr ? nullptr : form->find(name));
        if (!value.is_null()) row[name] = std::move(value);
    }

    void protect(json::Object& data) {
        constexpr std::string_view risks[] = {"high", "medium", "low"};
        if (chance(generator_, 80)) data["risk_level"] = pick(generator_, risks);
        if (chance(generator_, 70)) choose(data, "protection_concerns");
        choose(data, "protection_status");
        data["consent_for_services"] = chance(generator_, 85);
        data["disclosure_other_orgs"] = chance(generator_, 60);
        data["consent_for_tracing"] = chance(generator_, 50);
    }

    void add_family(json::Object& data, std::string_view locale) {
        const auto& names = tradition(locale);
        json::Array members;
        for (const auto* relation : {"mother", "father"}) {
            const bool woman = std::string_view(relation) == "mother";
            json::Object member;
            member["relation"] = relation;
            member["relation_name"] =
                pick(generator_, names.at("given").at(woman ? "female" : "male")) + " " +
                json::string_or(data, "name_last");
            member["relation_is_caregiver"] = chance(generator_, 50);
            members.emplace_back(std::move(member));
        }
        data["family_details_section"] = std::move(members);
    }

    void add_service(json::Object& data) {
        json::Object service;
        for (const auto* name :
             {"service_type", "service_response_type", "service_response_timeframe"})
            choose_in("services_section", service, name);
        service["service_response_day_time"] =
            day_before(today_, below(generator_, 60)) + "T10:00:00.000Z";
        if (chance(generator_, 40))
            service["service_implemented_day_time"] =
                day_before(today_, below(generator_, 30)) + "T12:00:00.000Z";
        data["services_section"] = json::Array{json::Value(std::move(service))};
    }

    const Pools& pools_;
    const forms::Definitions& definitions_;
    Day today_;
    Generator generator_;
};

/// The demo people who register children, as actors.
struct Worker {
    access::Actor actor;
    std::string locale;
};

Result<std::vector<Worker>> demo_workers(Deployment& deployment) {
    std::vector<Worker> workers;
    const auto directory = deployment.directory().snapshot();
    for (const auto& person : demo_people()) {
        if (!person.owns_cases) continue;
        AMPARO_TRY(auto actor, directory->actor(UserName(std::string(person.user_name))));
        workers.push_back({std::move(actor), std::string(person.locale)});
    }
    return workers;
}

/// What the threads share.
struct Work {
    Deployment& deployment;
    const Pools& pools;
    const std::vector<Worker>& workers;
    std::size_t count;
    std::atomic<std::size_t> next{0};
    std::atomic<bool> failed{false};
    std::mutex mutex = {};  // guards failure
    Error failure = {};
};

void fail(Work& work, Error error) {
    const std::scoped_lock lock(work.mutex);
    if (!work.failed.exchange(true)) work.failure = std::move(error);
}

/// Of every so many cases one child has told of an incident.
constexpr std::size_t cases_per_incident = 5;

Result<> add_incident(Work& work, const access::Actor& actor, const RecordId& of_case,
                      Generator& generator) {
    const auto definitions = work.deployment.definitions().snapshot();
    const auto today = day_in_zone(work.deployment.clock().now(), definitions->time_zone());
    records::WriteRequest request;
    request.record_type = "incident";
    request.data = {{"module_id", "primeromodule-cp"},
                    {"incident_case_id", of_case.text()},
                    {"incident_date", day_before(today, 1 + below(generator, 90))}};
    for (const auto* name : {"cp_incident_violence_type", "cp_incident_timeofday"}) {
        auto value = pick_for(generator, *definitions, definitions->field("incident", name));
        if (!value.is_null()) request.data[name] = std::move(value);
    }
    AMPARO_CHECK(work.deployment.records().create(actor, std::move(request)));
    return {};
}

void make_cases(Work& work, std::uint64_t seed) {
    const auto definitions = work.deployment.definitions().snapshot();
    const auto today = day_in_zone(work.deployment.clock().now(), definitions->time_zone());
    CaseMaker maker(work.pools, *definitions, today, seed);
    while (!work.failed) {
        const auto number = work.next++;
        if (number >= work.count) return;
        const auto& worker = work.workers[number % work.workers.size()];
        records::WriteRequest request;
        request.record_type = "case";
        request.data = maker.next(worker.locale);
        const auto made = work.deployment.records().create(worker.actor, std::move(request));
        if (!made) return fail(work, made.error());
        const bool has_incident = number % cases_per_incident == cases_per_incident - 1;
        if (!has_incident || !worker.actor.can("incident", "create")) continue;
        // Draws of its own: the children stay who they are.
        Generator generator(number);
        const auto added = add_incident(work, worker.actor, made->id, generator);
        if (!added) return fail(work, added.error());
    }
}

}  // namespace

Result<> make_demo_cases(Deployment& deployment, std::size_t count,
                         const store::Progress& progress) {
    AMPARO_TRY(const auto pools, Pools::load());
    AMPARO_TRY(const auto workers, demo_workers(deployment));
    Work work{.deployment = deployment, .pools = pools, .workers = workers, .count = count};
    // More threads than cores: each waits for its commit, and waiting writers share one.
    constexpr std::size_t threads_max = 16;
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < std::min(threads_max, count); ++i)
        threads.emplace_back([&work, i] { make_cases(work, 4711 + i); });
    while (!work.failed && work.next < count) {
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        if (progress) progress(std::min(work.next.load(), count), count);
    }
    threads.clear();
    if (work.failed) return std::unexpected(std::move(work.failure));
    return {};
}

}  // namespace amparo::cli

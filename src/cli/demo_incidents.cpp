#include "cli/demo_incidents.hpp"

#include <charconv>
#include <map>

#include "base/id.hpp"
#include "cli/config_file.hpp"
#include "cli/paths.hpp"

namespace amparo::cli {
namespace {

constexpr std::string_view day_mark = "@day:";     // "@day:-12": twelve days ago
constexpr std::string_view id_mark = "@id:";       // "@id:school": one new id for each name
constexpr std::string_view place_mark = "@place";  // a place, another one each time

/// Fills in what an incident of the file leaves open.
class Filling {
  public:
    Filling(Deployment& deployment, Day today, std::size_t first_place)
        : deployment_(deployment),
          definitions_(deployment.definitions().snapshot()),
          today_(today),
          place_(first_place) {}

    json::Object of(const json::Object& object) {
        json::Object filled;
        for (const auto& [key, value] : object) filled[key] = of(value);
        return filled;
    }

  private:
    json::Value of(const json::Value& value) {
        if (const auto* object = value.if_object()) return of(*object);
        if (const auto* list = value.if_array()) {
            json::Array filled;
            for (const auto& one : *list) filled.push_back(of(one));
            return filled;
        }
        return value.is_string() ? text_of(value.get_string()) : value;
    }

    json::Value text_of(std::string_view text) {
        if (text.starts_with(day_mark)) return json::Value(day_of(text.substr(day_mark.size())));
        if (text.starts_with(id_mark))
            return json::Value(id_of(std::string(text.substr(id_mark.size()))));
        if (text == place_mark) return json::Value(next_place());
        return json::Value(text);
    }

    std::string day_of(std::string_view distance) const {
        int days = 0;
        std::from_chars(distance.data(), distance.data() + distance.size(), days);
        return format_day(today_ + std::chrono::days(days));
    }

    std::string id_of(const std::string& name) {
        auto& id = ids_[name];
        if (id.empty()) id = RecordId::random(deployment_.random()).text();
        return id;
    }

    std::string next_place() {
        const auto& all = definitions_->locations().all();
        return all[place_++ % all.size()].code;
    }

    Deployment& deployment_;
    std::shared_ptr<const forms::Definitions> definitions_;
    Day today_;
    std::size_t place_;
    std::map<std::string, std::string> ids_;
};

Result<access::Actor> actor_named(Deployment& deployment, const json::Object& object) {
    return deployment.directory().snapshot()->actor(UserName(json::string_or(object, "by")));
}

const json::Object& data_of(const json::Object& object) {
    const auto* data = json::find_object(object, "data");
    AMPARO_REQUIRE(data != nullptr);
    return *data;
}

Result<records::WriteRequest> request_for(const json::Object& step, Filling& filling) {
    records::WriteRequest request;
    request.record_type = "incident";
    request.data = filling.of(data_of(step));
    return request;
}

/// Makes an incident, and then changes it as those did who worked on it.
Result<> make_one(Deployment& deployment, const json::Object& incident, Filling filling) {
    AMPARO_TRY(const auto reporter, actor_named(deployment, incident));
    AMPARO_TRY(auto request, request_for(incident, filling));
    AMPARO_TRY(const auto made, deployment.records().create(reporter, std::move(request)));
    const auto* later = json::find_array(incident, "later");
    if (later == nullptr) return {};
    for (const auto& one : *later) {
        const auto& step = one.get_object();
        AMPARO_TRY(const auto actor, actor_named(deployment, step));
        AMPARO_TRY(auto change, request_for(step, filling));
        AMPARO_CHECK(deployment.records().update(actor, made.id, std::move(change)));
    }
    return {};
}

}  // namespace

Result<> make_demo_incidents(Deployment& deployment) {
    const auto directory = config_directory() / "demo" / "violations";
    AMPARO_TRY(const auto file, read_config_file(directory / "incidents.json"));
    const auto* incidents = json::find_array(file, "incidents");
    AMPARO_REQUIRE(incidents != nullptr);
    const auto zone = deployment.definitions().snapshot()->time_zone();
    const auto today = day_in_zone(deployment.clock().now(), zone);
    for (std::size_t at = 0; at < incidents->size(); ++at) {
        AMPARO_CHECK(
            make_one(deployment, (*incidents)[at].get_object(), Filling(deployment, today, at)));
    }
    return {};
}

}  // namespace amparo::cli

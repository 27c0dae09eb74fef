#include "cli/demo_filling.hpp"

#include <charconv>

#include "base/id.hpp"

namespace amparo::cli {
namespace {

constexpr std::string_view day_mark = "@day:";
constexpr std::string_view id_mark = "@id:";
constexpr std::string_view place_mark = "@place";

}  // namespace

Filling::Filling(Deployment& deployment, std::size_t first_place)
    : deployment_(deployment),
      definitions_(deployment.definitions().snapshot()),
      today_(day_in_zone(deployment.clock().now(), definitions_->time_zone())),
      place_(first_place) {}

json::Object Filling::of(const json::Object& object) {
    json::Object filled;
    for (const auto& [key, value] : object) filled[key] = of(value);
    return filled;
}

json::Value Filling::of(const json::Value& value) {
    if (const auto* object = value.if_object()) return of(*object);
    if (const auto* list = value.if_array()) {
        json::Array filled;
        for (const auto& one : *list) filled.push_back(of(one));
        return filled;
    }
    return value.is_string() ? text_of(value.get_string()) : value;
}

json::Value Filling::text_of(std::string_view text) {
    if (text.starts_with(day_mark)) return json::Value(day_of(text.substr(day_mark.size())));
    if (text.starts_with(id_mark))
        return json::Value(id_of(std::string(text.substr(id_mark.size()))));
    if (text == place_mark) return json::Value(next_place());
    return json::Value(text);
}

std::string Filling::day_of(std::string_view distance) const {
    int days = 0;
    std::from_chars(distance.data(), distance.data() + distance.size(), days);
    return format_day(today_ + std::chrono::days(days));
}

std::string Filling::id_of(const std::string& name) {
    auto& id = ids_[name];
    if (id.empty()) id = RecordId::random(deployment_.random()).text();
    return id;
}

std::string Filling::next_place() {
    const auto& all = definitions_->locations().all();
    return all[place_++ % all.size()].code;
}

Result<access::Actor> demo_actor(Deployment& deployment, const json::Object& object) {
    return deployment.directory().snapshot()->actor(UserName(json::string_or(object, "by")));
}

Result<records::WriteRequest> demo_request(std::string record_type, const json::Object& object,
                                           Filling& filling) {
    const auto* data = json::find_object(object, "data");
    AMPARO_REQUIRE(data != nullptr);
    records::WriteRequest request;
    request.record_type = std::move(record_type);
    request.data = filling.of(*data);
    return request;
}

}  // namespace amparo::cli

#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "cli/deployment.hpp"

namespace amparo::cli {

/// Fills in what a record of config/demo leaves open: "@day:-12" is twelve days ago, "@id:school"
/// one new id for each name, "@place" a place, another one each time.
class Filling {
  public:
    Filling(Deployment& deployment, std::size_t first_place);

    /// The object with everything filled in; equal names have equal ids for as long as this lives.
    json::Object of(const json::Object& object);

  private:
    json::Value of(const json::Value& value);
    json::Value text_of(std::string_view text);
    std::string day_of(std::string_view distance) const;
    std::string id_of(const std::string& name);
    std::string next_place();

    Deployment& deployment_;
    std::shared_ptr<const forms::Definitions> definitions_;
    Day today_;
    std::size_t place_;
    std::map<std::string, std::string> ids_;
};

/// Who writes an object of config/demo: the person its `by` names.
Result<access::Actor> demo_actor(Deployment& deployment, const json::Object& object);

/// A record or change of config/demo as a request: its `data`, filled in.
Result<records::WriteRequest> demo_request(std::string record_type, const json::Object& object,
                                           Filling& filling);

}  // namespace amparo::cli

#pragma once

#include <memory>
#include <string>

#include "forms/definitions.hpp"
#include "forms/detail/findings.hpp"

namespace amparo::forms {

/// Builds Definitions from the configuration's JSON in one pass that finds everything wrong.
class DefinitionsLoader {
  public:
    explicit DefinitionsLoader(Definitions::Source source);
    /// The definitions, or `invalid` with all problems.
    Result<std::shared_ptr<const Definitions>> load();

  private:
    void hash_source();
    void read_lookups();
    void read_locations();
    void read_modules();
    void read_forms();
    void link_modules();
    void number_forms();
    void link_subforms();
    void index_fields();
    void index_field(const Field& field);
    void order_computed();

    Definitions::Source source_;
    Findings findings_;
    std::shared_ptr<Definitions> loaded_;
};

}  // namespace amparo::forms

#include "forms/source.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace amparo::forms {
namespace {

constexpr std::size_t file_bytes_max = 256U << 20;  // a gazetteer of a million places

/// Reads the files of one configuration and collects what is wrong with them.
class ConfigurationFiles {
  public:
    explicit ConfigurationFiles(std::filesystem::path directory)
        : directory_(std::move(directory)) {}

    json::Object object(const std::filesystem::path& name) {
        std::ifstream file(directory_ / name, std::ios::binary);
        if (!file) return fail(name, "errors.configuration.file_missing");
        const std::string text{std::istreambuf_iterator<char>(file), {}};
        auto parsed = json::parse_object(without_mark(text), {.bytes_max = file_bytes_max});
        if (!parsed) return fail(name, "errors.configuration.file_malformed");
        return std::move(*parsed);
    }

    /// The objects in an array of a file.
    std::vector<json::Object> list(const std::filesystem::path& name, std::string_view key) {
        std::vector<json::Object> objects;
        auto source = object(name);
        auto* array = source.contains(key) ? source.at(key).if_array() : nullptr;
        if (array == nullptr) {
            if (!source.empty()) fail(name, "errors.configuration.file_list");
            return objects;
        }
        objects.reserve(array->size());
        for (auto& element : *array) {
            if (auto* member = element.if_object()) {
                objects.push_back(std::move(*member));
            } else {
                fail(name, "errors.configuration.file_list");
            }
        }
        return objects;
    }

    std::vector<json::Object> each_file(const std::filesystem::path& folder) {
        std::vector<std::filesystem::path> names;
        std::error_code error;
        for (const auto& entry : std::filesystem::directory_iterator(directory_ / folder, error)) {
            if (entry.path().extension() == ".json")
                names.push_back(folder / entry.path().filename());
        }
        if (error) fail(folder, "errors.configuration.file_missing");
        std::sort(names.begin(), names.end());
        std::vector<json::Object> objects;
        objects.reserve(names.size());
        for (const auto& name : names) objects.push_back(object(name));
        return objects;
    }

    const std::vector<Problem>& problems() const { return problems_; }

  private:
    json::Object fail(const std::filesystem::path& name, const char* key) {
        problems_.push_back({"/" + name.generic_string(), key});
        return {};
    }

    static std::string_view without_mark(std::string_view text) {
        constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
        if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
        return text;
    }

    std::filesystem::path directory_;
    std::vector<Problem> problems_;
};

void read_addition(ConfigurationFiles& files, Definitions::Source& source) {
    source.forms = files.each_file("forms");
    source.lookups = files.list("lookups.json", "lookups");
    source.modules = files.list("modules.json", "modules");
}

Result<Definitions::Source> sound(const ConfigurationFiles& files, Definitions::Source source) {
    if (files.problems().empty()) return source;
    Error error{.code = Errc::invalid, .message = "errors.configuration.invalid"};
    error.problems = files.problems();
    error.field = error.problems.front().pointer;
    return std::unexpected(std::move(error));
}

}  // namespace

Result<Definitions::Source> load_source_from(const std::filesystem::path& config_dir) {
    ConfigurationFiles files(config_dir);
    Definitions::Source source;
    read_addition(files, source);
    source.locations = files.list("locations.json", "locations");
    source.defaults = files.object("defaults.json");
    const auto settings = files.object("system_settings.json");
    if (const auto* given = json::find_object(settings, "settings"))
        source.system_settings = *given;
    return sound(files, std::move(source));
}

Result<Definitions::Source> load_addition_from(const std::filesystem::path& directory) {
    ConfigurationFiles files(directory);
    Definitions::Source source;
    read_addition(files, source);
    return sound(files, std::move(source));
}

}  // namespace amparo::forms

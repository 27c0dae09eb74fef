# What the fuzzers reach of a module: the rest is not compiled for them, which would take as long
# again. A module that is not named is compiled whole. Where linking a fuzzer misses something, its
# file belongs here.
set(AMPARO_REACHED_store "(changes|database|key_ring|records|detail/(bindings|chain|change_row|\
connection|engine_sql|failure|feed|file|implementation|log_end|migrations|pool|postgres_engine|\
prepared|record_row|seal|sqlite_engine|writer_queue))")
set(AMPARO_REACHED_access "(actor|field_names|mask_cache|passkey_cbor|passkey_check|\
permission_catalogue|readable_fields|role|shared_view|writable_fields)")
set(AMPARO_REACHED_records "(bare_picture|bare_sound|beholder|filter_values|list_query|\
narrow_views|parameter_tree|record_cache|search_kinds|types|detail/orientation|\
derived/(protection|values))")
set(AMPARO_REACHED_matching "((engine|links|model|names)/.*|evaluate/(files|linkage|name_sets|\
traces)|generate/people)")
set(AMPARO_REACHED_identity "(claims|keys|sign_in|token)")
set(AMPARO_REACHED_casework "nothing")
set(AMPARO_REACHED_notify "nothing")

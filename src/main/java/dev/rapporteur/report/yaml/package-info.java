/**
 * Definition files: a YAML 1.2 text comes in, a JSON tree that knows the line and column of each of
 * its parts goes out ({@link dev.rapporteur.report.yaml.YamlDocument}), checked against a JSON
 * Schema that the product ships ({@link dev.rapporteur.report.yaml.SchemaCheck}). Every mistake
 * becomes a {@link dev.rapporteur.report.DefinitionError} in words that a report owner knows.
 */
@NullMarked
package dev.rapporteur.report.yaml;

import org.jspecify.annotations.NullMarked;

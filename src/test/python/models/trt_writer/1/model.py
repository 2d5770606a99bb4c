"""The scripted model with the tensors of TensorRT-LLM's ensemble."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3]))

from scripted import EnsembleTensors, ScriptedModel


class TritonPythonModel(ScriptedModel):
    tensors = EnsembleTensors

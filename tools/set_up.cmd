@echo off
rem usage: set_up.cmd run^|test
rem Finds a Python that is new enough and hands over to set_up.py.
setlocal
set PYTHONUTF8=1
set "NEW_ENOUGH=import sys; sys.exit(sys.version_info < (3, 11))"
set "PYTHON=py -3"
%PYTHON% -c "%NEW_ENOUGH%" >nul 2>&1
if not %ERRORLEVEL% == 0 set "PYTHON=python"
%PYTHON% -c "%NEW_ENOUGH%" >nul 2>&1
if not %ERRORLEVEL% == 0 goto missing
%PYTHON% "%~dp0set_up.py" %1
exit /b %ERRORLEVEL%
:missing
rem The console's own code page may lack these characters.
chcp 65001 >nul
echo 没有找到 Python 3.11 或更新的版本：请从 python.org 或应用商店安装 Python，再重新启动。 1>&2
exit /b 2
